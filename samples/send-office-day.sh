#!/bin/sh
# Sends office-day.ndjson to the running program and prints the answers, one line for each submission.
# A caller acts only for its own authority, so each office's lines go out with a token of that office.
# Each line bears a key: sending the day again gives the same numbers (200 instead of 201).
#
#   samples/send-office-day.sh [URL] [options of the token command, such as --data FOLDER]
set -eu

here=$(cd "$(dirname "$0")" && pwd)
url=${1:-http://127.0.0.1:5080}
[ $# -eq 0 ] || shift
built=$(ls -t "$here"/../src/Silo/bin/*/net*/RmsOrleans.Silo.dll 2>/dev/null | head -n 1)
answers=$(mktemp)
trap 'rm -f "$answers"' EXIT

# Sixteen tokens: starting the built program each time is far quicker than dotnet run.
program() {
  if [ -n "$built" ]; then dotnet "$built" "$@"; else dotnet run --project "$here/../src/Silo" -- "$@"; fi
}

for authority in $(grep -o '"authority":"[0-9]*"' "$here/office-day.ndjson" | grep -o '[0-9]*' | sort -u); do
  token=$(program token --authority "$authority" --role coordinator --name "Office day" "$@")
  grep "\"authority\":\"$authority\"" "$here/office-day.ndjson" |
    curl --silent --show-error --fail-with-body --data-binary @- \
      -H "Authorization: Bearer $token" -H 'Content-Type: application/x-ndjson' "$url/api/v1/submissions" |
    tee -a "$answers"
done

lines=$(wc -l < "$here/office-day.ndjson")
numbers=$(grep -c '"status":20[01],' "$answers" || true)
echo "$numbers of $lines lines have a number." >&2
[ "$numbers" -eq "$lines" ]
