-- Journals of control end by whole months (Declarations:JournalYears). Of each remains a line with its last hash, and these lines are a chain of their own.
-- The same tables stand in 0036-journal-years.postgres.sql.

create table control_removals (
  id         integer not null primary key, -- from 1
  month      integer not null, -- 202111: in Moscow, of the last line of each journal, or of checks that found nothing
  until_at   integer not null, -- the end of that month
  controls   integer not null,
  lines      integer not null,
  checks     integer not null,
  kept_years integer not null, -- the setting by which they fell out
  removed_at integer not null,
  hash       blob    not null  -- SHA-256 of the one before and of what this row and its ends say
) strict;

create table control_ends (
  removal   integer not null,
  subject   blob    not null, -- the control
  lines     integer not null, -- of its journal
  last_hash blob    not null, -- of the last of them
  primary key (removal, subject)
) strict, without rowid;

create index control_ends_by_subject on control_ends (subject);

-- What may end: nothing of it waits for anybody.
create index controls_at_rest on controls (changed_at) where undecided = 0 and open_measures = 0;

create trigger control_removals_stay_as_written before update on control_removals
begin select raise(abort, 'control_removals is append-only'); end;
create trigger control_removals_stay before delete on control_removals
begin select raise(abort, 'control_removals is append-only'); end;
create trigger control_ends_stay_as_written before update on control_ends
begin select raise(abort, 'control_ends is append-only'); end;
create trigger control_ends_stay before delete on control_ends
begin select raise(abort, 'control_ends is append-only'); end;

-- A control goes only when its end is written down, and what is its own only after it.
create trigger controls_stay before delete on controls
when not exists (select 1 from control_ends where subject = old.id and lines = old.last_line and last_hash = old.last_hash)
begin select raise(abort, 'controls is append-only where no end is written down'); end;

drop trigger control_lines_stay;
create trigger control_lines_stay before delete on control_lines
when exists (select 1 from controls where id = old.subject) or not exists (select 1 from control_ends where subject = old.subject and lines >= old.line)
begin select raise(abort, 'control_lines is append-only where no end is written down'); end;

drop trigger checks_stay;
create trigger checks_stay before delete on checks
when exists (select 1 from controls where number = old.number) or old.at >= (select coalesce(max(until_at), 0) from control_removals)
begin select raise(abort, 'checks is append-only where no end is written down'); end;
