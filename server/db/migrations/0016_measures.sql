-- Indicators that are defined anew, rounds in which their numbers are asked for, and files that are being imported.

-- Who of the reporter is written to.
alter table indicator add column reporter_person_id text references person (id);
-- A group of fewer people is too few to show.
alter table indicator add column smallest_group integer;
alter table indicator add column aggregation text not null default 'latest';
alter table indicator add column sharing_note text;
-- Days after the end of a period.
alter table indicator add column due_days integer not null default 18;
alter table indicator add column version integer not null default 1;
-- JSON: where the way of measuring changed.
alter table indicator add column breaks text not null default '[]';

create table data_round (
  id text primary key,
  initiative_id text not null references initiative (id),
  period text not null,
  -- JSON: a list of ids.
  indicator_ids text not null,
  due_on text not null,
  note text,
  opened_by text not null references person (id),
  opened_on text not null,
  -- Null while it is open.
  closed_on text
) strict;
create index data_round_initiative on data_round (initiative_id, period);

-- A file that somebody is about to import. What came of it stands in the log; this is gone a day later.
create table reading_import (
  id text primary key,
  initiative_id text not null references initiative (id),
  person_id text not null references person (id),
  file text not null,
  -- Looked at: whoever confirms it has seen just this.
  fingerprint text,
  readings integer not null default 0,
  written integer not null default 0,
  indicators integer not null default 0,
  status text not null check (status in ('sent', 'writing', 'done')),
  created_at integer not null
) strict;
create index reading_import_person on reading_import (person_id);

-- The file, as it arrived.
create table reading_import_part (
  import_id text not null references reading_import (id) on delete cascade,
  place integer not null,
  bytes blob not null,
  primary key (import_id, place)
) strict, without rowid;

-- What is still to be written of it: JSON lists of readings.
create table reading_import_rest (
  import_id text not null references reading_import (id) on delete cascade,
  place integer not null,
  readings text not null,
  primary key (import_id, place)
) strict, without rowid;
