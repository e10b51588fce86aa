-- What each hit came to, so that efficiency can be added up: by profile, version, authority and day. A row follows from the journal of its control.
-- The same table stands in 0030-efficiency.sqlite.sql.

create table control_hits (
  subject           uuid    not null, -- the control
  place             integer not null,
  ground            text    not null,
  profile           text,             -- none where a measure was ordered without one
  profile_version   integer not null, -- 0 where there is no profile
  control_authority text    not null,
  found_on          text    not null, -- in Moscow, as is find_on
  type              text    not null,
  due               integer not null, -- measures
  applied           integer not null,
  partly            integer not null,
  risk_not_found    integer not null, -- not applied, by the foundation
  own_conditions    integer not null,
  objective         integer not null,
  not_selected      integer not null,
  controlled        boolean not null,
  with_result       boolean not null, -- something was found
  payments          bigint   not null, -- kopecks
  minutes           bigint   not null, -- of inspections
  cases             integer not null,
  find_on           text,             -- of the latest find
  primary key (subject, place)
);

create index control_hits_of_profile on control_hits (profile, found_on);

-- How many declarations were checked, by authority and day of the first check.
create index checks_by_day on checks (selection_day, control_authority, number);
