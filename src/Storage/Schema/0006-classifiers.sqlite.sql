-- Editions of classifiers that were loaded at run time, each whole; revision 0 is what ships with the program. The revision counts the loads
-- of all classifiers.

create table classifier_loads (
  revision   integer not null primary key,
  classifier text    not null,
  rows       text    not null,  -- CSV with its header
  loaded_at  integer not null,
  subject    text    not null,  -- who loaded it
  name       text    not null
) strict;

create trigger classifier_loads_stay_as_written before update on classifier_loads
begin select raise(abort, 'classifier_loads is append-only'); end;
create trigger classifier_loads_stay before delete on classifier_loads
begin select raise(abort, 'classifier_loads is append-only'); end;
