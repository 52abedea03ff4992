-- The ground: an initiative, its organizations and people, how they sign in, and the documents they write.
-- Instants are milliseconds since 1970; days are ISO 8601 text; booleans are 0 or 1.

create table initiative (
  id text primary key,
  name_en text not null,
  name_es text not null,
  tagline_en text not null default '',
  tagline_es text not null default '',
  place text not null default '',
  time_zone text not null,
  default_language text not null check (default_language in ('en', 'es')),
  -- The day for which the sample's dates are true; null when this is no sample.
  sample_as_of text,
  created_at integer not null
) strict;

create table organization (
  id text primary key,
  initiative_id text not null references initiative (id),
  name text not null,
  short_name text not null,
  sector text not null,
  kind text not null check (kind in ('backbone', 'partner')),
  hue integer not null check (hue between 0 and 11),
  joined_on text not null,
  is_public_body integer not null check (is_public_body in (0, 1)),
  has_voice integer not null check (has_voice in (0, 1)),
  language text not null check (language in ('en', 'es')),
  created_at integer not null
) strict;
create index organization_initiative on organization (initiative_id, joined_on, id);
-- One backbone an initiative.
create unique index organization_backbone on organization (initiative_id) where kind = 'backbone';

create table person (
  id text primary key,
  initiative_id text not null references initiative (id),
  organization_id text not null references organization (id),
  name text not null,
  email text not null,
  role text not null check (role in ('backbone', 'representative', 'alternate', 'contributor', 'observer')),
  language text not null check (language in ('en', 'es')),
  password_hash text,
  created_at integer not null,
  first_signed_in_at integer,
  -- A person who left keeps the row, so that what they wrote still has a name.
  removed_at integer
) strict;
create unique index person_email on person (initiative_id, email) where removed_at is null;
create index person_organization on person (organization_id);
-- An organization has one representative; naming another makes the former a contributor.
create unique index person_representative on person (organization_id)
  where role = 'representative' and removed_at is null;

create table sign_in (
  -- SHA-256 of what the cookie holds: a stolen database opens no door.
  id text primary key,
  person_id text not null references person (id),
  device text not null,
  created_at integer not null,
  last_used_at integer not null,
  expires_at integer not null
) strict;
create index sign_in_person on sign_in (person_id);

create table link (
  id text primary key,
  -- Null for the set-up link, which comes before any person.
  person_id text references person (id),
  purpose text not null check (purpose in ('sign_in', 'invitation', 'set_up')),
  token_hash text not null,
  created_at integer not null,
  expires_at integer not null,
  used_at integer
) strict;
create index link_person on link (person_id);

create table mail (
  id text primary key,
  initiative_id text not null references initiative (id),
  person_id text references person (id),
  recipient text not null,
  subject text not null,
  -- Holds {{link}} where the secret address goes; it is filled in when the mail is sent or shown.
  body text not null,
  link_id text references link (id),
  created_at integer not null,
  sent_at integer,
  attempts integer not null default 0,
  last_error text
) strict;
create index mail_unsent on mail (created_at) where sent_at is null;

create table document (
  name text primary key,
  initiative_id text not null references initiative (id),
  kind text not null check (kind in ('common-agenda')),
  language text not null check (language in ('en', 'es')),
  is_source integer not null check (is_source in (0, 1)),
  created_at integer not null,
  -- Everything up to and including snapshot_seq, as one Yjs update.
  snapshot blob,
  snapshot_seq integer not null default 0
) strict;
create index document_initiative on document (initiative_id);

-- The log of a document. Rows stay after a snapshot: they say who wrote what, and when.
create table document_update (
  document text not null references document (name),
  seq integer not null,
  at integer not null,
  person_id text not null references person (id),
  data blob not null,
  primary key (document, seq)
) strict, without rowid;

-- Whose letters a Yjs client id writes; nobody else may use it.
create table document_client (
  document text not null references document (name),
  client_id integer not null,
  person_id text not null references person (id),
  primary key (document, client_id)
) strict, without rowid;

create table common_agenda (
  initiative_id text primary key references initiative (id),
  title_en text not null,
  title_es text not null,
  version text not null,
  status text not null check (status in ('draft', 'adopted')),
  adopted_on text,
  next_review_on text,
  source_language text not null check (source_language in ('en', 'es'))
) strict;
