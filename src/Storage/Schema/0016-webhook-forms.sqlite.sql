-- What subscriptions are told of, in which form messages are signed, and how a subscription changes and ends. The same stands in
-- 0016-webhook-forms.postgres.sql.

alter table webhook_messages rename column draft to subject; -- a draft or a profile

alter table webhooks add column form text not null default 'Both';
alter table webhooks add column previous_secret text;         -- signs as well, until previous_until
alter table webhooks add column previous_until integer;
alter table webhooks add column ended_at integer;             -- when its receiver wanted no more
alter table webhooks add column request_key text;             -- of the request that made it, and the sum of what that asked
alter table webhooks add column request_hash text;

create unique index webhooks_of_request on webhooks (authority, request_key) where request_key is not null;

-- What a subscription is told of.
create table webhook_nouns (
  webhook text not null references webhooks (id),
  noun    text not null,
  since   text not null,                                      -- messages begin after this position
  primary key (webhook, noun)
) strict, without rowid;

insert into webhook_nouns (webhook, noun, since) select id, 'drafts', since from webhooks;
alter table webhooks drop column since;
