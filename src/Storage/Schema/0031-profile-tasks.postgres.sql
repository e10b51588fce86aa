-- What somebody should look at: profiles whose review has come, and those that have earned a flag, in one version. The watch makes all of them anew each day.
-- The same table stands in 0031-profile-tasks.sqlite.sql.

create table profile_tasks (
  profile      uuid    not null,
  flag         text    not null,
  version      integer not null,
  authority    text    not null, -- that the draft came from, and its unit that answers for the profile
  contact_unit text    not null,
  since        text    not null, -- in Moscow
  cases        bigint   not null,
  measured     double precision not null, -- the figures behind the flag
  bound        double precision not null,
  primary key (profile, flag)
);

create index profile_tasks_by_day on profile_tasks (since, profile);
