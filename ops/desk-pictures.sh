#!/usr/bin/env bash
# Makes the pictures of the desk in docs/: starts the program on an empty folder, sends a day of all offices and walks one draft to its profile, and
# looks at some pages with Chromium. They differ by the day on which they are made.
set -euo pipefail
cd "$(dirname "$0")/.."

dotnet build src/Silo --nologo -v quiet
program=(dotnet "$(ls -t src/Silo/bin/*/net*/RmsOrleans.Silo.dll | sed -n 1p)")
data=$(mktemp -d)
url=http://127.0.0.1:5197
"${program[@]}" --data "$data" --urls "$url" --Orleans:SiloPort 11197 > "$data/output" 2>&1 &
started=$!
trap 'kill $started; wait $started || true; rm -rf "$data"' EXIT
until curl --silent --fail --output /dev/null "$url/health/ready"; do kill -0 $started; sleep 0.5; done

samples/send-office-day.sh "$url" --data "$data" > "$data/day"
samples/walk-a-life.sh "$url" --data "$data" > "$data/life"
token() { "${program[@]}" token --data "$data" "$@" | tail -n 1; }
official() { token --authority 10216000 --role coordinator --role author --subject official --name "$([ "$1" = en ] && echo "N. Volkov" || echo "Н. Волков")"; }
head() { token --authority 10000000 --role coordinator --role rms-head --subject rms-head --name "$([ "$1" = en ] && echo "A. Sidorova" || echo "А. Сидорова")"; }
picture() { dotnet run ops/desk-pictures.cs -- "$url" "$@"; }

# The draft that has become a profile.
draft=$(curl --silent --fail -H "Authorization: Bearer $(official en)" "$url/api/v1/drafts?status=Adopted" | sed -n 's/.*"items":\[{"id":"\([^"]*\)".*/\1/p')

for language in en ru; do
  ending=$([ "$language" = en ] || echo ".$language").png
  picture "$language" "$(head "$language")" "/desk/tasks=docs/desk-tasks$ending"
  picture "$language" "$(official "$language")" "/desk/drafts/$draft=docs/desk-draft$ending"
done
picture ru "$(official ru)" "/desk/drafts/new?copy=$draft=docs/desk-form.ru.png"
picture ru "$(head ru)" "/desk/journal/figures=docs/desk-figures.ru.png"
