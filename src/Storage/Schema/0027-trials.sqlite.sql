-- Trial runs. What was asked and what came out never change; between the two the run keeps how far it has come, so that it goes on after a crash.
create table trial_runs (
  id           text    not null primary key,
  status       text    not null,
  asked_by     text    not null, -- authority
  subject      text    not null, -- of the token
  name         text    not null,
  asked_at     bigint  not null,
  ended_at     bigint,
  draft        text,             -- the draft that it tries, if it tries one
  profile      text,             -- the number of the profile that it tries, if it tries one
  content_hash text    not null, -- of what is tried
  question     text    not null, -- JSON
  progress     text,             -- JSON; none before the first checkpoint and after the end
  result       text,             -- JSON
  result_hash  text              -- SHA-256 of the result, in hex
);

create index trial_runs_by_asker on trial_runs (asked_by, subject, asked_at);
create index trial_runs_by_draft on trial_runs (draft);
create index trial_runs_open on trial_runs (status) where ended_at is null;

create trigger trial_runs_that_ended_stay_as_they_are before update on trial_runs when old.ended_at is not null
begin select raise(abort, 'trial_runs that ended are append-only'); end;
create trigger trial_runs_stay before delete on trial_runs
begin select raise(abort, 'trial_runs is append-only'); end;

-- What a run asks of the declarations that are sealed: which of them do not count, and which outcomes came later.
create index declarations_not_first on declarations (segment, number) where not is_first;
create index declaration_outcomes_by_revision on declaration_outcomes (revision);
