-- Declarations, what became of them, and what control of their items found. They are no part of the journal: what is loaded can be loaded again.

create table declaration_data (
  revision bigint not null -- grows with each commit that changed any of it
);
insert into declaration_data (revision) values (0);

create table declaration_loads (
  id          bigint not null primary key,
  kind        text    not null, -- Declarations, Events, Outcomes
  source      text    not null, -- as its sender called it
  format      text    not null,
  mapping     text,
  state       text    not null, -- Running, Done, Failed, Interrupted
  period_from text,             -- days of the declarations that were taken
  period_to   text,
  lines       bigint not null,
  taken       bigint not null,
  unchanged   bigint not null,
  refused     bigint not null,
  conflicts   bigint not null,
  stale       bigint not null,
  sha256      text,             -- hexadecimal, of all that was received
  failure     text,             -- why it failed
  detail      text,
  revision    bigint,          -- of the data behind it
  begun_at    bigint not null,
  touched_at  bigint not null,
  ended_at    bigint,
  subject     text    not null,
  name        text    not null,
  authority   text    not null
);

create table declaration_load_faults (
  load     bigint not null,
  position bigint not null, -- from 1; only the first are kept
  line     bigint not null,
  pointer  text    not null,
  code     text    not null,
  detail   text,
  primary key (load, position)
);

create table declarations (
  number    text    collate "C" not null,
  version   integer not null,
  month     integer not null, -- 202612
  authority text    not null, -- the declaring one
  control   text    not null, -- where the goods lie
  items     bigint not null,
  hash      bytea   not null, -- SHA-256 of the canonical line
  line      bytea,            -- canonical; none where the segment has it
  load      bigint not null,
  revision  bigint not null, -- of the data, by which it came
  is_first  boolean not null, -- the lowest version there is
  is_latest boolean not null, -- the highest
  segment   bigint,          -- where it is sealed
  primary key (number, version)
);

create index declarations_by_month on declarations (month, control);
create index declarations_unsealed on declarations (month, number, version) where segment is null;

create table declaration_coverage (
  month        integer not null,
  authority    text    not null, -- the controlling one
  declarations bigint not null,
  items        bigint not null,
  changed_at   bigint not null,
  primary key (month, authority)
);

create table declaration_events (
  number    text    collate "C" not null,
  at        bigint not null,
  code      text    not null,
  month     integer not null, -- of the declaration
  automatic boolean not null,
  load      bigint not null,
  revision  bigint not null,
  primary key (number, at, code)
);

create index declaration_events_by_month on declaration_events (month);

create table declaration_outcomes (
  number     text    collate "C" not null,
  item       integer not null,
  month      integer not null, -- of the declaration
  controlled boolean not null,
  finding    boolean not null,
  payments   bigint,          -- in millionths of a rouble
  hours      bigint,          -- in millionths of an hour
  load       bigint not null,
  revision   bigint not null,
  primary key (number, item)
);

create index declaration_outcomes_by_month on declaration_outcomes (month);

create table declaration_segments (
  id            bigint not null primary key,
  month         integer not null,
  file          text    not null unique, -- in the folder of segments
  sha256        text    not null,
  items         bigint not null,
  declarations  bigint not null,
  folding       text    not null, -- how its texts were folded
  live_revision bigint not null, -- of the data, by which its live rows are marked
  state         text    not null, -- Live, Removed
  made_at       bigint not null
);

create index declaration_segments_by_month on declaration_segments (month);

-- What was removed by whole months stays told.
create table declaration_removals (
  id           bigint not null primary key,
  month        integer not null,
  declarations bigint not null,
  items        bigint not null,
  events       bigint not null,
  outcomes     bigint not null,
  kept_months  integer not null, -- the setting by which it fell out
  revision     bigint not null,
  removed_at   bigint not null
);

create trigger declaration_removals_stay before update or delete or truncate on declaration_removals
  for each statement execute function refuse_change();
alter table declaration_removals enable always trigger declaration_removals_stay;
