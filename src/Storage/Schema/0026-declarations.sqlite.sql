-- Declarations, what became of them, and what control of their items found. They are no part of the journal: what is loaded can be loaded again.

create table declaration_data (
  revision integer not null -- grows with each commit that changed any of it
) strict;
insert into declaration_data (revision) values (0);

create table declaration_loads (
  id          integer not null primary key,
  kind        text    not null, -- Declarations, Events, Outcomes
  source      text    not null, -- as its sender called it
  format      text    not null,
  mapping     text,
  state       text    not null, -- Running, Done, Failed, Interrupted
  period_from text,             -- days of the declarations that were taken
  period_to   text,
  lines       integer not null,
  taken       integer not null,
  unchanged   integer not null,
  refused     integer not null,
  conflicts   integer not null,
  stale       integer not null,
  sha256      text,             -- hexadecimal, of all that was received
  failure     text,             -- why it failed
  detail      text,
  revision    integer,          -- of the data behind it
  begun_at    integer not null,
  touched_at  integer not null,
  ended_at    integer,
  subject     text    not null,
  name        text    not null,
  authority   text    not null
) strict;

create table declaration_load_faults (
  load     integer not null,
  position integer not null, -- from 1; only the first are kept
  line     integer not null,
  pointer  text    not null,
  code     text    not null,
  detail   text,
  primary key (load, position)
) strict, without rowid;

create table declarations (
  number    text    not null,
  version   integer not null,
  month     integer not null, -- 202612
  authority text    not null, -- the declaring one
  control   text    not null, -- where the goods lie
  items     integer not null,
  hash      blob    not null, -- SHA-256 of the canonical line
  line      blob,             -- canonical; none where the segment has it
  load      integer not null,
  revision  integer not null, -- of the data, by which it came
  is_first  integer not null, -- the lowest version there is
  is_latest integer not null, -- the highest
  segment   integer,          -- where it is sealed
  primary key (number, version)
) strict;

create index declarations_by_month on declarations (month, control);
create index declarations_unsealed on declarations (month, number, version) where segment is null;

create table declaration_coverage (
  month        integer not null,
  authority    text    not null, -- the controlling one
  declarations integer not null,
  items        integer not null,
  changed_at   integer not null,
  primary key (month, authority)
) strict, without rowid;

create table declaration_events (
  number    text    not null,
  at        integer not null,
  code      text    not null,
  month     integer not null, -- of the declaration
  automatic integer not null,
  load      integer not null,
  revision  integer not null,
  primary key (number, at, code)
) strict, without rowid;

create index declaration_events_by_month on declaration_events (month);

create table declaration_outcomes (
  number     text    not null,
  item       integer not null,
  month      integer not null, -- of the declaration
  controlled integer not null,
  finding    integer not null,
  payments   integer,          -- in millionths of a rouble
  hours      integer,          -- in millionths of an hour
  load       integer not null,
  revision   integer not null,
  primary key (number, item)
) strict, without rowid;

create index declaration_outcomes_by_month on declaration_outcomes (month);

create table declaration_segments (
  id            integer not null primary key,
  month         integer not null,
  file          text    not null unique, -- in the folder of segments
  sha256        text    not null,
  items         integer not null,
  declarations  integer not null,
  folding       text    not null, -- how its texts were folded
  live_revision integer not null, -- of the data, by which its live rows are marked
  state         text    not null, -- Live, Removed
  made_at       integer not null
) strict;

create index declaration_segments_by_month on declaration_segments (month);

-- What was removed by whole months stays told.
create table declaration_removals (
  id           integer not null primary key,
  month        integer not null,
  declarations integer not null,
  items        integer not null,
  events       integer not null,
  outcomes     integer not null,
  kept_months  integer not null, -- the setting by which it fell out
  revision     integer not null,
  removed_at   integer not null
) strict;

create trigger declaration_removals_stay_as_written before update on declaration_removals
begin select raise(abort, 'declaration_removals is append-only'); end;
create trigger declaration_removals_stay before delete on declaration_removals
begin select raise(abort, 'declaration_removals is append-only'); end;
