-- Years of the production calendar that were loaded at run time; revision 0 is the calendar that ships with the program. Each load makes a
-- revision, and what was counted by an older one can be explained by it.

create table calendar_loads (
  revision  bigint  not null primary key,
  year      integer not null,
  days      text    not null,  -- JSON, the marked days of the year
  loaded_at bigint  not null,
  subject   text    not null,  -- who loaded it
  name      text    not null
);

create trigger calendar_loads_stay before update or delete or truncate on calendar_loads
  for each statement execute function refuse_change();
alter table calendar_loads enable always trigger calendar_loads_stay;
