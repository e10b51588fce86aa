-- Registers of a period, and lists in the order of registration. What was submitted whole was registered at the moment at which it was
-- prepared, and is read by drafts_newest: a submission, which is what comes in volume, writes no page more. The lists ask in the same words.
create index drafts_registered_later on drafts (registered_at, id) where registered_at <> prepared_at;
