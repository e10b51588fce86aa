-- Journals of control end by whole months (Declarations:JournalYears). Of each remains a line with its last hash, and these lines are a chain of their own.
-- The same tables stand in 0036-journal-years.sqlite.sql.

create table control_removals (
  id         bigint  not null primary key, -- from 1
  month      integer not null, -- 202111: in Moscow, of the last line of each journal, or of checks that found nothing
  until_at   bigint  not null, -- the end of that month
  controls   bigint  not null,
  lines      bigint  not null,
  checks     bigint  not null,
  kept_years integer not null, -- the setting by which they fell out
  removed_at bigint  not null,
  hash       bytea   not null  -- SHA-256 of the one before and of what this row and its ends say
);

create table control_ends (
  removal   bigint  not null,
  subject   uuid    not null, -- the control
  lines     integer not null, -- of its journal
  last_hash bytea   not null, -- of the last of them
  primary key (removal, subject)
);

create index control_ends_by_subject on control_ends (subject);

-- What may end: nothing of it waits for anybody.
create index controls_at_rest on controls (changed_at) where undecided = 0 and open_measures = 0;

create trigger control_removals_stay before update or delete or truncate on control_removals
  for each statement execute function refuse_change();
create trigger control_ends_stay before update or delete or truncate on control_ends
  for each statement execute function refuse_change();

-- A control goes only when its end is written down, and what is its own only after it.
create function keep_controls() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from control_ends where subject = old.id and lines = old.last_line and last_hash = old.last_hash) then
    raise exception '% is append-only where no end is written down', tg_table_name using errcode = 'insufficient_privilege';
  end if;
  return old;
end $$;

create function keep_control_lines() returns trigger language plpgsql as $$
begin
  if exists (select 1 from controls where id = old.subject) or not exists (select 1 from control_ends where subject = old.subject and lines >= old.line) then
    raise exception '% is append-only where no end is written down', tg_table_name using errcode = 'insufficient_privilege';
  end if;
  return old;
end $$;

create function keep_checks() returns trigger language plpgsql as $$
begin
  if exists (select 1 from controls where number = old.number) or old.at >= (select coalesce(max(until_at), 0) from control_removals) then
    raise exception '% is append-only where no end is written down', tg_table_name using errcode = 'insufficient_privilege';
  end if;
  return old;
end $$;

create trigger controls_stay before delete on controls
  for each row execute function keep_controls();
create trigger controls_stay_whole before truncate on controls
  for each statement execute function refuse_change();

drop trigger control_lines_stay on control_lines;
create trigger control_lines_stay before delete on control_lines
  for each row execute function keep_control_lines();
create trigger control_lines_stay_as_written before update or truncate on control_lines
  for each statement execute function refuse_change();

drop trigger checks_stay on checks;
create trigger checks_stay before delete on checks
  for each row execute function keep_checks();
create trigger checks_stay_as_written before update or truncate on checks
  for each statement execute function refuse_change();

alter table control_removals enable always trigger control_removals_stay;
alter table control_ends enable always trigger control_ends_stay;
alter table controls enable always trigger controls_stay;
alter table controls enable always trigger controls_stay_whole;
alter table control_lines enable always trigger control_lines_stay;
alter table control_lines enable always trigger control_lines_stay_as_written;
alter table checks enable always trigger checks_stay;
alter table checks enable always trigger checks_stay_as_written;
