-- Lists by the due time. What has no executor is in drafts_unassigned, and that is what is submitted: a submission writes no page more. The lists
-- ask in the same words (src/Storage/Drafts/DraftListQueries.cs).

create index drafts_assigned on drafts (coalesce(deadline_at, 9223372036854775807), id) where executor is not null;
