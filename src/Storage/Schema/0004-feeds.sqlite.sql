-- Followers of the journal and what is to be delivered. Times are milliseconds since 1970-01-01 UTC. The same tables stand in
-- 0004-feeds.postgres.sql.

create table feed_places (
  purpose    text    not null primary key,
  place      text    not null,              -- a position of the journal, as feeds write it
  holder     text,                          -- the node that follows
  held_until integer
) strict, without rowid;

create table webhooks (
  id         text    not null primary key,
  authority  text    not null,
  url        text    not null,
  secret     text    not null,
  since      text    not null,              -- messages begin after this position
  created_at integer not null,
  created_by text    not null,              -- the subject of the token
  failures   integer not null default 0,    -- since the last message that was taken
  not_before integer
) strict, without rowid;

create index webhooks_of_authority on webhooks (authority);

create table webhook_messages (
  webhook      text    not null references webhooks (id),
  draft        blob    not null,
  number       integer not null,            -- which change of status of its draft
  body         text    not null,            -- JSON, as it is sent
  made_at      integer not null,
  attempts     integer not null default 0,
  due_at       integer,                     -- null while an earlier message of the draft waits, and when it is dead
  last_failure text,
  dead_at      integer,
  primary key (webhook, draft, number)
) strict, without rowid;

create index webhook_messages_due on webhook_messages (webhook, due_at) where due_at is not null;
create index webhook_messages_dead on webhook_messages (webhook, dead_at) where dead_at is not null;
