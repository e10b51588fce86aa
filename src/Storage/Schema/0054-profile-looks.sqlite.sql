-- What somebody said who looked at a flag of a profile and leaves the profile as it is. The raise is named by its first day; raised anew, the flag is a task again.
-- The same table stands in 0054-profile-looks.postgres.sql.

create table profile_looks (
  profile  blob    not null,
  flag     text    not null,
  version  integer not null,
  since    text    not null, -- in Moscow
  cases    integer not null,
  measured real    not null, -- the figures behind the flag, as they stood then
  bound    real    not null,
  reason   text    not null,
  at       integer not null,
  actor    blob    not null, -- JSON
  primary key (profile, flag, version, since)
) strict, without rowid;

create trigger profile_looks_stay_as_written before update on profile_looks
begin select raise(abort, 'profile_looks is append-only'); end;
create trigger profile_looks_stay before delete on profile_looks
begin select raise(abort, 'profile_looks is append-only'); end;
