#!/bin/sh
# Backs the store up, each time into a new file, and keeps the newest files.
#
#   rms-backup          again and again, every BACKUP_EVERY seconds; a failure is said and tried again after BACKUP_RETRY seconds
#   rms-backup once     once, for a scheduler; exit codes as those of `backup`
#   rms-backup check    whether the newest file is younger than two periods
#
# Which store it is, and its password, the program reads from its settings (Storage__Postgres, Secrets__Folder).
set -u

folder=${BACKUP_FOLDER:-/backups}
every=${BACKUP_EVERY:-86400}
retry=${BACKUP_RETRY:-900}
keep=${BACKUP_KEEP:-14}
program=${BACKUP_PROGRAM:-/program/RmsOrleans.Silo.dll}

say() { printf '%s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$*"; }

for number in "$every" "$retry" "$keep"; do
  case $number in '' | 0 | *[!0-9]*) say "BACKUP_EVERY, BACKUP_RETRY and BACKUP_KEEP are numbers above zero, not '$number'."; exit 2 ;; esac
done

# Oldest first: the names are times.
backups() { find "$folder" -maxdepth 1 -type f -name 'rms-*.dump' | sort; }

# How old the newest file is, in seconds.
age() {
  newest=$(backups | tail -n 1)
  [ -n "$newest" ] || return 1
  echo $(($(date +%s) - $(stat -c %Y "$newest")))
}

# In the background, since a shell that waits for a program in front heeds no signal. A backup that is stopped leaves its part.
running=
stopped=0
run() { "$@" & running=$!; wait "$running"; code=$?; running=; return "$code"; }
trap 'say "Stopping."; [ -z "$running" ] || kill "$running"; wait; rm -f "$folder"/rms-*.dump.part; exit "$stopped"' TERM INT

once() {
  touch "$folder/.lock" 2> /dev/null || { say "FAILED: $folder cannot be written to."; return 2; }
  exec 9> "$folder/.lock"
  flock --nonblock 9 || { say "FAILED: another backup is under way."; return 2; }
  back_up
  code=$?
  exec 9>&-
  return "$code"
}

back_up() {
  rm -f "$folder"/rms-*.dump.part # of a backup that was killed
  file=$folder/rms-$(date -u +%Y-%m-%dT%H%M%SZ).dump
  run dotnet "$program" backup --to "$file"
  code=$?
  case $code in
    0)
      backups | head -n "-$keep" | while read -r old; do rm -f "$old" && say "Removed $old; $keep are kept."; done
      say "OK: $file, $(stat -c %s "$file") bytes."
      ;;
    1) say "NOT WHOLE: $file was made, but the store has the faults that are named above. No older backup is removed until that is mended." ;;
    *) say "FAILED with exit code $code; the reason stands above." ;;
  esac
  return "$code"
}

case ${1:-} in
  once) stopped=2; once; exit ;;
  check)
    seconds=$(age) || { say "There is no backup in $folder."; exit 1; }
    [ "$seconds" -lt $((2 * every)) ] || { say "The newest backup is $seconds seconds old."; exit 1; }
    exit 0
    ;;
  '') ;;
  *) say "'$1' is not known here: nothing, once or check."; exit 2 ;;
esac

say "A backup every $every seconds into $folder; $keep are kept."
# One that starts anew goes on with the rhythm of before.
pause=0
! seconds=$(age) || [ "$seconds" -ge "$every" ] || pause=$((every - seconds))
while :; do
  run sleep "$pause"
  began=$(date +%s)
  pause=$every
  once || [ $? -eq 1 ] || pause=$retry
  pause=$((pause - ($(date +%s) - began)))
  [ "$pause" -gt 0 ] || pause=1
done
