#!/bin/bash
# Runs once, when the database is made: one role that owns the tables, one that the program works with.
set -eu

psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set owner_password="$RMS_OWNER_PASSWORD" --set program_password="$RMS_PROGRAM_PASSWORD" <<'SQL'
CREATE ROLE rms_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE rms_program LOGIN PASSWORD :'program_password';
CREATE DATABASE rms OWNER rms_owner;
REVOKE ALL ON DATABASE rms FROM PUBLIC;
GRANT CONNECT ON DATABASE rms TO rms_program;
\connect rms
ALTER SCHEMA public OWNER TO rms_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
SQL
