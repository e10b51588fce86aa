-- Editions of classifiers that were loaded at run time, each whole; revision 0 is what ships with the program. The revision counts the loads
-- of all classifiers.

create table classifier_loads (
  revision   bigint  not null primary key,
  classifier text    not null,
  rows       text    not null,  -- CSV with its header
  loaded_at  bigint  not null,
  subject    text    not null,  -- who loaded it
  name       text    not null
);

create trigger classifier_loads_stay before update or delete or truncate on classifier_loads
  for each statement execute function refuse_change();
alter table classifier_loads enable always trigger classifier_loads_stay;
