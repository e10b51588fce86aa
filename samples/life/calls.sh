# What the walks share: tokens of officials, and requests that fail loudly. A walk sets $here before, and passes on what it was called with:
#
#   . "$here/life/calls.sh"
#
# The address of the program is the first argument, options of the token command (such as --data FOLDER) are the others.
url=${1:-http://127.0.0.1:5080}
[ $# -eq 0 ] || shift
built=$(ls -t "$here"/../src/Silo/bin/*/net*/RmsOrleans.Silo.dll 2>/dev/null | head -n 1)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
today=$(TZ=Europe/Moscow date +%Y-%m-%d)
year=$(TZ=Europe/Moscow date +%Y)

program() {
  if [ -n "$built" ]; then dotnet "$built" "$@"; else dotnet run --project "$here/../src/Silo" -- "$@"; fi
}

# official NAME AUTHORITY ROLE [UNIT]: a token under a short name.
official() {
  program token --authority "$2" --role "$3" --subject "$1" --name "Official $1" --unit "${4:-RMS coordination}" $options > "$work/$1.token"
}
options="$*"

# call NAME METHOD PATH [BODY]: sends, keeps the answer and the tag of what it shows; fails loudly.
call() {
  set -- "$1" "$2" "$3" "${4-}"
  code=$(curl --silent --show-error -X "$2" -D "$work/head" -o "$work/body" -w '%{http_code}' \
    -H "Authorization: Bearer $(cat "$work/$1.token")" -H "If-Match: ${tag:-*}" \
    ${4:+-H 'Content-Type: application/json' --data-binary "$4"} "$url/api/v1$3")
  case $code in 20*) ;; *) echo "$1 $2 $3: $code $(cat "$work/body")" >&2; exit 1 ;; esac
  tag=$(sed -n 's/^[Ee][Tt]ag: *\("[^"]*"\).*/\1/p' "$work/head")
}

member() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" "$work/body" | head -n 1; }

# first NAME: the first member of this name that is a text. number TEXT: the first whole number right behind this text.
first() { grep -o "\"$1\":\"[^\"]*\"" "$work/body" | head -n 1 | cut -d '"' -f 4; }
number() { grep -o "$1[0-9]*" "$work/body" | head -n 1 | grep -o '[0-9]*$'; }

# step NAME ROUTE [BODY]: one command on the draft.
step() {
  method=POST; case $2 in profile | trial-run) method=PUT ;; esac
  call "$1" "$method" "/drafts/$draft/$2" "${3-}"
  printf '%-24s %-20s %s\n' "$2" "$1" "$(member status)"
}

# become_a_profile: of a draft that was found expedient the profile is made, agreed, signed, approved and registered; its number is $profile then.
become_a_profile() {
  # The profile is a copy of the draft, valid from today, so that it is in force at once.
  sed -e 's/"validFrom": *"[^"]*"/"validFrom": "'"$today"'"/' -e 's/"validTo": *"[^"]*"/"validTo": "'"$((year + 1))-12-31"'"/' \
    "$here/life/profile.json" > "$work/profile.json"
  step executor profile "@$work/profile.json"
  step executor profile-preparation
  step fcs-unit-head profile-visas
  step executor profile-signatures
  step division-head profile-signatures
  step executor approval-request
  step division-head approval
  step executor approval-report "{ \"date\": \"$today\" }"
  step fcs-coordinator profile-registration
  profile=$(member profile)
}
