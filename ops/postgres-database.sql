-- An empty database for the three roles of postgres-roles.sh: when the server is made, and again before a restore.
\set ON_ERROR_STOP 1
CREATE DATABASE rms OWNER rms_owner;
REVOKE ALL ON DATABASE rms FROM PUBLIC;
GRANT CONNECT ON DATABASE rms TO rms_program, rms_backup;
\connect rms
ALTER SCHEMA public OWNER TO rms_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
