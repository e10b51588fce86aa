#!/bin/sh
# Walks from declarations that are loaded to what a profile is worth, against the running program: load, try what is typed, attach the run to a draft, sign, register, approve, check
# declarations, decide, apply, record results, efficiency, a proposal by its figures, accepted, and the update that it opens. It prints each step; every official has a token of their own. A store takes it once: the draft is registered anew, the declarations are the same.
#
#   samples/walk-declarations.sh [URL] [options of the token command, such as --data FOLDER]
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/life/calls.sh"

baltic=10216000; fcs=10000000
official operator $fcs operator
official author $baltic author "Risk analysis"
official coordinator $baltic coordinator
official unit-head $baltic unit-head "Risk analysis"
official other-unit-head $baltic unit-head "Currency control"
official coordination-head $baltic coordination-head
official deputy-head $baltic deputy-head
official fcs-coordinator $fcs coordinator
official rms-head $fcs rms-head
official executor $fcs executor "Tariff control"
official fcs-unit-head $fcs unit-head Analysis
official division-head $fcs signatory-division "Tariff control"
official inspector $baltic inspector

# tile SERIAL DAY PRICE TRADER OUTCOME: a declaration of a ton of tiles, for so many US dollars.
tile() {
  printf '{"number":"10216000/%s/%07d","traderTaxId":"%s","items":[{"item":1,"commodityCode":"6907210001","goodsDescription":"Ceramic tiles","procedure":"40","netWeightKg":1000,"statisticalValueUsd":%s%s}]}' \
    "$2" "$1" "$4" "$3" "$5"
}

# October 2026: ten declarations a day, two of them below the price; half of these were controlled.
serial=0
for day in $(seq -w 1 31); do
  for of_day in 1 2 3 4 5 6 7 8 9 10; do
    serial=$((serial + 1)) price=900 outcome=
    case $of_day in
      1) price=400 outcome=',"outcome":{"finding":true,"payments":25000,"hours":2}' ;;
      2) price=410 ;;
    esac
    tile $serial "${day}1026" $price "78123456$(printf %02d $((serial % 90)))" "$outcome"
    echo
  done
done > "$work/october.ndjson"
curl --silent --show-error --fail-with-body -o "$work/body" -H "Authorization: Bearer $(cat "$work/operator.token")" -H 'Content-Type: application/x-ndjson' \
  --data-binary "@$work/october.ndjson" "$url/api/v1/declarations/loads?source=october.ndjson"
printf '%-24s %-20s %s lines, %s taken\n' load operator "$(number '"lines":')" "$(number '"taken":')"
[ $(($(number '"taken":') + $(number '"unchanged":'))) -eq 310 ]

# try BODY: asks for a trial run and waits for its end.
try() {
  call author POST /trial-runs "$1"
  run=$(first id)
  for waited in $(seq 1 600); do
    call author GET "/trial-runs/$run"
    case $(first status) in Done) break ;; Failed | Stopped) echo "The run has not ended well: $(cat "$work/body")" >&2; exit 1 ;; esac
    sleep 0.2
  done
  printf '%-24s %-20s %s: %s of %s declarations hit\n' trial-run author "$(first status)" "$(number '"hit":{"declarations":')" "$(number '"examined":{"declarations":')"
  [ "$(first status)" = Done ]
}

tag=
area='{"description":"Tiles","indicators":[{"group":"Goods","field":"commodityCode","operator":"startsWith","values":["690721"]},{"group":"GoodsPayments","field":"pricePerKg","operator":"lessThan","values":["0.45"]}]}'
try "{\"riskArea\":$area,\"from\":\"2026-10-01\",\"to\":\"2026-10-31\"}"
[ "$(number '"hit":{"declarations":')" -eq 62 ]

call author POST /drafts "@$here/life/draft.json"
draft=$(first id)
draft_tag=$tag
printf '%-24s %-20s %s\n' draft author "$(member status)"
try "{\"draft\":\"$draft\",\"from\":\"2026-10-01\",\"to\":\"2026-10-31\",\"flow\":3650}"
tag=$draft_tag
step author trial-run "{\"run\":\"$run\",\"takeEstimate\":true}"
step unit-head signature
step coordination-head visas '{ "as": "CoordinationHead" }'
step deputy-head visas '{ "as": "DeputyHead" }'
step other-unit-head visas '{ "as": "UnitHead" }'
step coordinator registration
step fcs-coordinator executor '{ "subject": "executor", "name": "Official executor", "unit": "Tariff control" }'
step executor resolution '{ "resolution": "Expedient", "agreedBy": "V. V. Kuzmin" }'

become_a_profile
printf '\nProfile %s is in force.\n\n' "$profile"

# Declarations of today: five below the price, five above. Every node hears of the profile within seconds; until then a dry run finds nothing.
day=$(TZ=Europe/Moscow date +%d%m%y)
tag=
check() {
  call inspector POST "/checks${2-}" "{\"moment\":\"00\",\"declaration\":$(tile "$1" "$day" "$price" 7812345699 '')}"
}
price=400
for waited in $(seq 1 300); do
  check 9000 '?dryRun=true'
  if grep -q "\"profile\":\"$profile\"" "$work/body"; then break; fi
  sleep 0.2
done
for serial in 1 2 3 4 5 6 7 8 9 10; do
  price=$([ $serial -le 5 ] && echo 400 || echo 900)
  check $serial
  printf '%-24s %-20s %s: %s\n' check inspector "$serial" "$(grep -q "\"profile\":\"$profile\"" "$work/body" && echo 'hit, waits for the official' || echo 'no hit')"
done

# act SERIAL ROUTE BODY: what the inspector does with a declaration.
act() {
  tag=
  call inspector POST "/declarations/10216000-$day-$(printf %07d "$1")/$2" "$3"
  printf '%-24s %-20s %s\n' "$2" inspector "$1"
}
for serial in 1 2 3 4 5; do
  if [ $serial -eq 5 ]; then
    act $serial decision '{ "hit": 1, "riskFound": false, "verdicts": [{ "indicator": 3, "holds": false }] }'
    continue
  fi
  act $serial decision '{ "hit": 1, "riskFound": true, "verdicts": [{ "indicator": 3, "holds": true }] }'
  act $serial entries '{ "hit": 1, "measure": 1, "entry": { "kind": "1", "foundation": "00", "inspection": {
    "number": "10216000/'"$day"'/00000'"$serial"'", "begin": "'"$today"'T00:00:00+03:00", "end": "'"$today"'T02:00:00+03:00", "percent": 10,
    "weighed": true, "opened": true, "recounted": false, "goodsAgree": false } } }'
  [ $serial -gt 3 ] || act $serial results '{ "hit": 1, "measure": 1, "result": { "code": "21", "isFinding": true, "payments": "120000.50" } }'
done

tag=
call fcs-coordinator GET "/profiles/$(echo "$profile" | tr / -)/efficiency"
sed -i 's/.*"total":{//' "$work/body"
hits=$(number '"hits":') controlled=$(number '"controlled":') found=$(number '"withResult":')
printf '\nProfile %s: %s hits, %s controlled, %s with a result.\n' "$profile" "$hits" "$controlled" "$found"
[ "$hits $controlled $found" = "5 4 3" ]

# A flag needs figures of months, so here somebody proposes by the figures of today. The FCS accepts, and the proposal opens the update.
path=$(echo "$profile" | tr / -)
call coordinator POST /registers/profile-proposal/entries '{ "values": { "subject": "profile", "wish": "update", "number": "'"$profile"'",
  "figures": "Hits '"$hits"', controlled '"$controlled"', with a result '"$found"'.", "reasons": "The price is below 0.42 in all of them." },
  "links": [{ "to": "profile", "id": "'"$profile"'" }, { "to": "trial-run", "id": "'"$run"'" }] }'
proposal=$(first id)
proposed=$(first number)
call fcs-coordinator POST "/entries/$proposal/steps/consideration" '{ "responsible": { "subject": "fcs-coordinator", "name": "Official fcs-coordinator" } }'
call rms-head POST "/entries/$proposal/steps/acceptance" '{ "values": { "conclusion": "Agreed." }, "paper": { "number": "14-88/21", "date": "'"$today"'" } }'
call fcs-coordinator GET "/entries/$proposal"
[ "$(first state)" = accepted ]
sed 's/.*"opens"://' "$work/body" > "$work/opens"
grep -q '"route":"update"' "$work/opens"
sed 's/.*"decision":\({[^}]*}\).*/\1/' "$work/opens" > "$work/decision"
call fcs-coordinator GET "/profiles/$path/versions/1"
sed 's/.*"content":/"content":/; s/}[^}]*$//' "$work/body" > "$work/version"
printf '{"decision":%s,%s}' "$(cat "$work/decision")" "$(cat "$work/version")" > "$work/update.json"
tag=
call fcs-coordinator GET "/profiles/$path"
call fcs-coordinator POST "/profiles/$path/update" "@$work/update.json"
call fcs-coordinator GET "/profiles/$path/versions/2"
grep -q "$proposed" "$work/body"
printf 'Profile %s: version 2, by proposal %s.\n' "$profile" "$proposed"
