-- Registers of a period, and lists in the order of registration.
create index drafts_registered on drafts (registered_at, id) where registered_at is not null;
