-- Years of the production calendar that were loaded at run time; revision 0 is the calendar that ships with the program. Each load makes a
-- revision, and what was counted by an older one can be explained by it.

create table calendar_loads (
  revision  integer not null primary key,
  year      integer not null,
  days      text    not null,  -- JSON, the marked days of the year
  loaded_at integer not null,
  subject   text    not null,  -- who loaded it
  name      text    not null
) strict;

create trigger calendar_loads_stay_as_written before update on calendar_loads
begin select raise(abort, 'calendar_loads is append-only'); end;
create trigger calendar_loads_stay before delete on calendar_loads
begin select raise(abort, 'calendar_loads is append-only'); end;
