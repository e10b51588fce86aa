#!/bin/bash
# Runs once, when the database is made: one role that owns the tables, one that the program works with.
set -eu

password() {
  local secret; secret=$(cat "/run/secrets/$1")
  [ -n "$secret" ] || { echo "The secret $1 is empty." >&2; exit 1; }
  printf '%s' "$secret"
}

owner_password=$(password owner-password)
program_password=$(password program-password)

psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set owner_password="$owner_password" --set program_password="$program_password" <<'SQL'
CREATE ROLE rms_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE rms_program LOGIN PASSWORD :'program_password';
CREATE DATABASE rms OWNER rms_owner;
REVOKE ALL ON DATABASE rms FROM PUBLIC;
GRANT CONNECT ON DATABASE rms TO rms_program;
\connect rms
ALTER SCHEMA public OWNER TO rms_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
SQL
