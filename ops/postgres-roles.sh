#!/bin/bash
# Runs once, when the server is made: one role that owns the tables, one that the program works with, one that reads everything for backups.
# The database comes after it: postgres-database.sql.
set -eu

password() {
  local secret; secret=$(cat "/run/secrets/$1")
  [ -n "$secret" ] || { echo "The secret $1 is empty." >&2; exit 1; }
  printf '%s' "$secret"
}

owner_password=$(password owner-password)
program_password=$(password program-password)
backup_password=$(password backup-password)

psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set owner_password="$owner_password" --set program_password="$program_password" --set backup_password="$backup_password" <<'SQL'
CREATE ROLE rms_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE rms_program LOGIN PASSWORD :'program_password';
CREATE ROLE rms_backup LOGIN PASSWORD :'backup_password';
GRANT pg_read_all_data TO rms_backup;
ALTER ROLE rms_backup SET default_transaction_read_only = on;
SQL
