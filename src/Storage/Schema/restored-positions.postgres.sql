-- Run by a restore between data and indexes, in its transaction. Feeds follow the journal by transaction numbers, and read only below those
-- that are still open. Numbers of another cluster may lie ahead of this one's; the lines would not be read, and new ones would come to stand
-- before them. So they become 1, 2, 3 … in the same order, and this cluster's counter is moved beyond them.

create temporary table restored_transactions (old xid8, new xid8) on commit drop;

do $$
begin
  execute 'insert into restored_transactions select old, (row_number() over (order by old))::text::xid8 from (select distinct old from (
    select transaction as old from public.journal_lines' || case when exists (
      select from pg_attribute where attrelid = to_regclass('public.entry_lines') and attname = 'transaction' and not attisdropped)
    then ' union all select transaction from public.entry_lines where transaction is not null' else '' end -- not in a dump of before
    || ') lines) transactions';
end $$;

-- If all lie behind this transaction, all is well as it is.
delete from restored_transactions
where not exists (select from restored_transactions where old >= pg_current_xact_id());

create unique index on restored_transactions (old);

create function pg_temp.restored_transaction(number xid8) returns xid8 stable language sql as
  'select new from pg_temp.restored_transactions where old = number';

-- A place is the number alone, or with subject and line. Where the journal has no line of that transaction, it is behind the one before.
create function pg_temp.restored_place(place text) returns text stable language sql as $$
  select coalesce(
    (select new::text || substr(place, length(split_part(place, '-', 1)) + 1) from pg_temp.restored_transactions
      where old = split_part(place, '-', 1)::xid8),
    (select new::text || '-ffffffffffffffffffffffffffffffff-2147483647' from pg_temp.restored_transactions
      where old < split_part(place, '-', 1)::xid8 order by old desc limit 1),
    '0')
$$;

do $$
declare
  seen text;
  ahead bigint;
begin
  if not exists (select from pg_temp.restored_transactions) then
    return;
  end if;

  update public.feed_places set place = pg_temp.restored_place(place);
  if to_regclass('public.webhook_nouns') is not null then
    update public.webhook_nouns set since = pg_temp.restored_place(since);
  else -- a dump of before that table
    update public.webhooks set since = pg_temp.restored_place(since);
  end if;

  -- The table is written anew, which leaves no dead rows behind; a view on the column is in the way.
  seen := pg_get_viewdef('public.journal');
  drop view public.journal;
  alter table public.journal_lines alter column transaction type xid8 using pg_temp.restored_transaction(transaction);
  execute 'create view public.journal as ' || seen;
  if exists (select from pg_attribute where attrelid = to_regclass('public.entry_lines') and attname = 'transaction' and not attisdropped) then
    alter table public.entry_lines alter column transaction drop default;
    alter table public.entry_lines alter column transaction type xid8 using pg_temp.restored_transaction(transaction);
    alter table public.entry_lines alter column transaction set default pg_current_xact_id();
  end if;

  -- A block that can fail is a transaction within this one, and takes a number of its own when it writes.
  create temporary table taken_numbers (number integer) on commit drop;
  select count(*) - pg_current_xact_id()::text::bigint into ahead from pg_temp.restored_transactions;
  for number in 1 .. ahead loop
    begin
      insert into pg_temp.taken_numbers values (number);
    exception when others then
      raise;
    end;
  end loop;
end $$;

update public.feed_places set holder = null, held_until = null;
