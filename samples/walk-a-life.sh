#!/bin/sh
# Walks one draft through every phase of its life to a profile in force, against the running program, and prints each step with the
# status after it. Every official has a token of their own.
#
#   samples/walk-a-life.sh [URL] [options of the token command, such as --data FOLDER]
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/life/calls.sh"

baltic=10216000; northwest=10200000; fcs=10000000
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
official directorate-officer $northwest directorate-officer "Customs value"
official directorate-coordinator $northwest coordinator

tag=
call coordinator POST /submissions "@$here/baltic-regular-zonal-automated-ceramic-tiles.json"
draft=$(member id)
printf '%-24s %-20s %s %s\n' submission coordinator "$(member status)" "$(member number)"

step fcs-coordinator executor '{ "subject": "executor", "name": "Official executor", "unit": "Tariff control" }'
step rms-head meeting '{ "units": ["Tariff control", "Analysis"] }'
step fcs-coordinator minutes "{ \"number\": \"14/RMS\", \"date\": \"$today\", \"text\": \"The price level was confirmed.\", \"developProfile\": true, \"responsibleUnit\": \"Tariff control\" }"
step executor resolution '{ "resolution": "GatheringInformation", "needed": "Prices of the producers", "bodies": ["The tax service"] }'
step executor information '{ "text": "The tax service confirms the prices." }'
step executor resolution '{ "resolution": "FinalisationByFcs", "analysis": "The share of hits" }'
step executor resolution '{ "resolution": "FinalisationByAuthority", "remarks": ["Say what like goods cost last year."] }'
step unit-head signature
step coordination-head visas '{ "as": "CoordinationHead" }'
step deputy-head visas '{ "as": "DeputyHead" }'
step other-unit-head visas '{ "as": "UnitHead" }'
step coordinator resubmission '{ "answers": [ { "remark": 1, "answer": "The note compares them now." } ] }'
step executor resolution '{ "resolution": "RequestToDirectorate", "question": "Is the price level that of the region?", "unit": "Customs value" }'
step directorate-officer opinion '{ "conclusion": "A profile is needed", "text": "Two other offices have seen the same prices.", "official": "D. P. Rogov" }'
step directorate-coordinator opinion-agreement
step executor resolution '{ "resolution": "Expedient", "agreedBy": "V. V. Kuzmin" }'

become_a_profile

tag=
call coordinator GET "/profiles/$(echo "$profile" | tr / -)"
printf '\nProfile %s is %s.\n' "$profile" "$(member status)"
[ "$(member status)" = InForce ]
call coordinator GET "/directory/snapshot"
grep -q "\"number\":\"$profile\"" "$work/body" && echo "It is in the directory of Baltic Customs."
