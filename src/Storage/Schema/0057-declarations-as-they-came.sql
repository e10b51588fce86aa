-- Rows of declarations that are not sealed, as they came: a load writes at the end of each month instead of here and there, and sealing reads rows as they lie.

drop index declarations_unsealed;
create index declarations_unsealed on declarations (month, revision, number, version, items) where segment is null;

-- By month alone, for the same reason: nobody asks for the authority where the goods lie.
drop index declarations_by_month;
create index declarations_by_month on declarations (month);
