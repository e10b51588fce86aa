-- Which message waits the longest.

create index webhook_messages_waiting on webhook_messages (made_at) where dead_at is null;
