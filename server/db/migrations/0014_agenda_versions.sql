-- What was put to the partners, with its words, and which organization adopted which of it.
create table agenda_version (
  id text primary key,
  initiative_id text not null references initiative (id),
  -- Such as 2.1.
  number text not null,
  -- Counts the versions of an initiative, from 1.
  place integer not null,
  published_on text not null,
  published_by text not null references person (id),
  note text,
  decision_id text references decision (id),
  -- SHA-256 of the canonical JSON of the texts, hex.
  hash text not null,
  -- JSON: the Markdown of each language.
  texts text not null
) strict;
create unique index agenda_version_number on agenda_version (initiative_id, number);
create unique index agenda_version_place on agenda_version (initiative_id, place);

-- Every adoption; the last one of an organization counts.
create table agenda_adoption (
  id text primary key,
  initiative_id text not null references initiative (id),
  organization_id text not null references organization (id),
  version_id text not null references agenda_version (id),
  kind text not null check (kind in ('plain', 'reservation')),
  reason text,
  adopted_on text not null,
  adopted_by text not null references person (id),
  on_behalf integer not null check (on_behalf in (0, 1)),
  -- The event in the log.
  seq integer not null
) strict;
create index agenda_adoption_initiative on agenda_adoption (initiative_id, seq);
