-- Which strategies a commitment serves, and at which item of the agenda something was set aside.

-- JSON: a list of ids.
alter table commitment add column strategy_ids text not null default '[]';
alter table parked_item add column from_item_id text;
