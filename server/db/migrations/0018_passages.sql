-- The words of a text that a thread is about, at the post that began it.

-- As they were then; empty when their writer was erased.
alter table post add column quote text;
-- JSON: where they begin and end, as the text itself knows it.
alter table post add column anchor text;
