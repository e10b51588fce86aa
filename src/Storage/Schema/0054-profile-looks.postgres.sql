-- What somebody said who looked at a flag of a profile and leaves the profile as it is. The raise is named by its first day; raised anew, the flag is a task again.
-- The same table stands in 0054-profile-looks.sqlite.sql.

create table profile_looks (
  profile  uuid    not null,
  flag     text    not null,
  version  integer not null,
  since    text    not null, -- in Moscow
  cases    bigint  not null,
  measured double precision not null, -- the figures behind the flag, as they stood then
  bound    double precision not null,
  reason   text    not null,
  at       bigint  not null,
  actor    bytea   not null, -- JSON
  primary key (profile, flag, version, since)
);

create trigger profile_looks_stay before update or delete or truncate on profile_looks
  for each statement execute function refuse_change();
alter table profile_looks enable always trigger profile_looks_stay;
