#!/usr/bin/env bash
# Checks format, builds and tests. CI runs this and nothing else.
# ./test.sh --rounds 20 instead runs so many long rounds of faults, on three nodes with PostgreSQL and on one with SQLite; see docs/cluster-rounds.md.
# ./test.sh --kills 50 kills nodes at so many moments of loads and of trial runs of declarations.
# It needs the .NET SDK; PostgreSQL's server programs, Prometheus' promtool and Chromium it installs from Debian's packages where they are
# missing, and says so. With Node, @redocly/cli reads the OpenAPI document as well; without, that is said and left out.
set -euo pipefail
cd "$(dirname "$0")"

say() { printf '\n== %s\n' "$*"; }

has_postgres() { command -v initdb >/dev/null 2>&1 || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }

has_promtool() { command -v promtool >/dev/null 2>&1; }

has_headless_shell() { [ -n "${RMS_TEST_CHROMIUM:-}" ] || command -v chromium-headless-shell >/dev/null 2>&1; }

has_chromium() { command -v chromium chromium-browser google-chrome >/dev/null 2>&1; }

# install_package NAME PACKAGE
install_package() {
  local as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  if ! command -v apt-get >/dev/null 2>&1; then
    say "$1 is not here and there is no apt-get to install it with: tests that need it will be skipped (in CI they fail) or take longer"
    return
  fi
  say "$1 is not here: installing Debian's package '$2'"
  "${as_root[@]}" apt-get update -q
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$2"
}

has_postgres || install_package PostgreSQL postgresql
has_promtool || install_package promtool prometheus
# Chromium without windows takes half the processor time of the whole one, which will do as well.
has_headless_shell || install_package "Chromium's headless shell" chromium-headless-shell || has_chromium || install_package Chromium chromium

# Where no package source has data about vulnerabilities, the list of them is empty as well; only a restore that names an audit source tells.
sources_know_vulnerabilities() {
  local folder; folder=$(mktemp -d)
  {
    echo '<configuration><auditSources><clear />'
    dotnet nuget list source --format Short | sed -n 's|^E \(.*\)|<add key="\1" value="\1" />|p'
    echo '</auditSources></configuration>'
  } > "$folder/nuget.config"
  cp src/Silo/Silo.csproj Directory.* "$folder"
  local answer; answer=$(cd "$folder" && dotnet restore 2>&1)
  rm -rf "$folder"
  ! grep -q NU1905 <<<"$answer"
}

audit() {
  if ! sources_know_vulnerabilities; then
    echo "Not audited: the package source has no data about vulnerabilities."
    return
  fi
  local found; found=$(dotnet list RmsOrleans.sln package --vulnerable --include-transitive) || return
  if grep -q 'has the following vulnerable packages' <<<"$found"; then
    echo "$found"
    return 1
  fi
  echo "No package is known to be vulnerable."
}

# The document as a tool of others reads it, beside what the tests say of it.
lint_document() {
  if ! command -v npx >/dev/null 2>&1; then
    echo "Not linted: there is no Node, which @redocly/cli needs."
    return
  fi
  REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true npx --yes @redocly/cli@2.77.0 lint --config tests/Api.Tests/redocly.yaml tests/Api.Tests/openapi.approved.json
}

if [ "${1:-}" = --rounds ] || [ "${1:-}" = --kills ]; then
  dotnet build tests/Cluster.Tests --nologo -v quiet
  for storage in postgres sqlite; do
    say "${2:?how many?} ${1#--} on $storage"
    dotnet run --no-build --project tests/Cluster.Tests -- $([ "$1" = --rounds ] || echo kills) "$2" "$storage"
  done
  exit
fi

say "Build"
# One compiler that stays warm for all projects takes half the time, also where the environment asks for one each; it ends with the build.
built=0
dotnet build RmsOrleans.sln --nologo -v quiet -p:UseSharedCompilation=true || built=$?
dotnet build-server shutdown --vbcscompiler >/dev/null
[ "$built" -eq 0 ] || exit "$built"

# Each program that Cluster.Tests starts would else compile itself, for about as long as the rest of its start takes: so what it consists of
# is compiled once, as the Dockerfile does. Tests within one process gain nothing by that. What has not changed is kept from last time.
compile_ahead() {
  local from=src/Silo/bin/Debug/net10.0 to=tests/Cluster.Tests/bin/Debug/net10.0 kept=tests/Ahead/obj/compiled
  local compiler version shared
  if ! dotnet restore tests/Ahead --nologo -v quiet || ! compiler=$(dotnet msbuild tests/Ahead -nologo -t:FindCompiler -getProperty:Compiler); then
    echo "Not compiled ahead: there is no compiler for that. Cluster.Tests will take longer."
    return
  fi
  version=$(dotnet msbuild tests/Ahead -nologo -getProperty:BundledNETCoreAppPackageVersion)
  shared=$(dotnet msbuild tests/Ahead -nologo -getProperty:NetCoreRoot)/shared
  mkdir -p "$kept"
  export from to kept compiler version shared
  # shellcheck disable=SC2016 # expanded by the shell of each
  printf '%s\n' "$from"/{RmsOrleans,Orleans,OpenTelemetry,Npgsql,Dapper,SQLitePCLRaw,System.CommandLine,Microsoft.Data,Microsoft.OpenApi,Microsoft.IdentityModel}*.dll |
    grep -v Orleans.Dashboard.dll | xargs -P "$(nproc)" -I '{}' bash -c '
      name=$(basename "{}")
      if ! cmp -s "{}" "$kept/$name.from"; then
        "$compiler" "{}" -o "$kept/$name" -O --parallelism 1 -r "$from/*.dll" \
          -r "$shared/Microsoft.NETCore.App/$version/*.dll" -r "$shared/Microsoft.AspNetCore.App/$version/*.dll" >"$kept/$name.log" 2>&1 ||
          { echo "$name:"; cat "$kept/$name.log"; exit 1; }
        cp "{}" "$kept/$name.from"
      fi
      cp "$kept/$name" "$to"'
}

say "Compile ahead"
compile_ahead || echo "Not all is compiled ahead. Cluster.Tests will take longer."

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

# check NAME COMMAND...: what it says is printed when it has ended, and what it took.
check() {
  local name=$1 TIMEFORMAT='%0R s by the clock, %0U + %0S s of processor time'; shift
  { time { "$@" > "$results/$name.log" 2>&1 || touch "$results/$name.failed"; }; } 2> "$results/$name.time"
  say "$name, $(cat "$results/$name.time")"
  cat "$results/$name.log"
}

# start COMMAND...: beside what runs, when there is room.
start() {
  while [ "$(jobs -rp | wc -l)" -ge "$most_at_once" ]; do
    wait -n
  done
  "$@" &
}

# start_tests NAME PROJECT [FILTER]
start_tests() {
  started+=("$1")
  start check "$1" dotnet test "tests/$2" --no-build --nologo --blame-hang-timeout 26m ${3:+--filter "$3"} \
    --logger "trx;LogFileName=$results/$1.trx" --logger 'console;verbosity=minimal'
}

# digest TRX: the tests that failed, each with the first lines of what it said; where one reason fails many, the first of them and how many more.
digest() {
  awk '
    /<UnitTestResult / { failed = /outcome="Failed"/; match($0, /testName="[^"]*"/); test = substr($0, RSTART + 10, RLENGTH - 11) }
    failed && /<Message>/ {
      reason = $0; sub(/.*<Message>/, "", reason)
      while (reason !~ /<\/Message>/ && length(reason) < 600 && (getline line) > 0) reason = reason " " line
      sub(/<\/Message>.*/, "", reason); reason = substr(reason, 1, 600)
      alike = substr(reason, 1, 60)
      if (++times[alike] <= 3 && ++shown <= 40) print "- " test ": " reason
      failed = 0
    }
    END { for (alike in times) if (times[alike] > 3) print "- and " times[alike] - 3 " more: " alike "…" }' "$1"
}

# The tests of each project run one after the other, as their time-outs ask for, and those with real programs mostly wait:
# so some run side by side. The longest come first.
most_at_once=4

started=()
# Those of real programs take the longest, and are cut in three; these are about half of what is not rounds.
half='FullyQualifiedName~DeclarationKillTests|FullyQualifiedName~MovingTests|FullyQualifiedName~PortTests|FullyQualifiedName~Tests.Silo|FullyQualifiedName~FaultTests'
# Those of the API take the most processor time, and one process leaves half a processor idle: what is refused and allowed is asked beside the rest.
asked='FullyQualifiedName~Api.Tests.Rights|FullyQualifiedName~Api.Tests.Registers|FullyQualifiedName~Api.Tests.Drafts'
others() { sed 's/~/!~/g; s/|/\&/g' <<<"$1"; }
start_tests Cluster.Tests.Rounds Cluster.Tests 'FullyQualifiedName~RoundsTests'
start_tests Api.Tests.Asked Api.Tests "$asked"
start_tests Cluster.Tests.Half Cluster.Tests "$half"
start_tests Api.Tests Api.Tests "$(others "$asked")"
start_tests Cluster.Tests Cluster.Tests "FullyQualifiedName!~RoundsTests&$(others "$half")"
start check Format dotnet format whitespace RmsOrleans.sln --no-restore --verify-no-changes
for project in tests/*.Tests; do
  name=$(basename "$project")
  [[ $name = Cluster.Tests || $name = Api.Tests ]] || start_tests "$name" "$name"
done
start check 'Vulnerable packages' audit
start check 'OpenAPI document' lint_document
wait

passed=0 failed=0 skipped=0
for name in "${started[@]}"; do
  counters=$(grep -o '<Counters [^>]*' "$results/$name.trx" 2>/dev/null || true)
  count() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$counters"; }
  if [ -z "$counters" ]; then
    echo "$name did not run to its end."
    failed=$((failed + 1))
    continue
  fi
  passed=$((passed + $(count passed)))
  skipped=$((skipped + $(count total) - $(count executed)))
  failed=$((failed + $(count executed) - $(count passed)))
done

# Whoever sees only the end of what was printed still learns what failed and why.
if compgen -G "$results/*.failed" >/dev/null; then
  say "What failed"
  (cd "$results" && printf '%s\n' *.failed | sed 's/\.failed$//')
  for name in "${started[@]}"; do
    [ ! -f "$results/$name.trx" ] || digest "$results/$name.trx"
  done
fi

printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ] && ! compgen -G "$results/*.failed" >/dev/null
