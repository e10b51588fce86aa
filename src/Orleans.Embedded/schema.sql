-- Times are milliseconds since 1970-01-01 UTC, periods are milliseconds.

create table if not exists engine_reminders (
  grain_type    text   not null,
  grain_key     text   not null,
  name          text   not null,
  first_due     bigint not null,
  period        bigint not null,
  next_due      bigint not null,
  claimed_until bigint not null,  -- 0: free; a node that dies leaves its claim to run out
  version       bigint not null,  -- rises with each claim and each new registration, so that an old holder writes nothing
  primary key (grain_type, grain_key, name)
);

create index if not exists engine_reminders_next_due on engine_reminders (next_due);

create table if not exists engine_state (
  grain_type text   not null,
  grain_key  text   not null,
  name       text   not null,
  json       text,                -- null: cleared; the row stays, so that an old ETag never fits again
  version    bigint not null,
  primary key (grain_type, grain_key, name)
);
