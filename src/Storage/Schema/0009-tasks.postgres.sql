-- What has no executor yet, in each status the first due first, and the drafts that a meeting was convened on. src/Api/Tasks/TaskQueries.cs
-- asks in the same words; by others the indexes would not be found.

create index drafts_unassigned on drafts (status, coalesce(deadline_at, 9223372036854775807), id) where executor is null;

create index journal_lines_meetings on journal_lines (subject) where type = 'MeetingConvened';
