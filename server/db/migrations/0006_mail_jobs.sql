-- Mails with buttons, what each button does, and what is to be mailed later.

-- A mail with buttons as JSON (server/mail/draft.ts); its text and its HTML are made when it leaves or is shown.
alter table mail add column draft text;

-- One thing that one person may do with a mailed link, without signing in. The link's token is never kept here.
create table act (
  id text primary key,
  initiative_id text not null references initiative (id),
  person_id text not null references person (id),
  kind text not null,
  record_id text not null,
  -- The record as the mail told of it; 0 for what has no versions.
  version integer not null,
  created_at integer not null,
  expires_at integer not null
) strict;
create index act_person on act (person_id);

-- What people want mailed; without a row, everything.
create table mail_choice (
  person_id text primary key references person (id),
  reminders integer not null check (reminders in (0, 1))
) strict, without rowid;

-- What is to be done at a time. It is done in the transaction that says so here: once, whatever breaks off.
create table job (
  id text primary key,
  initiative_id text not null references initiative (id),
  kind text not null,
  -- The same thing is never planned twice.
  key text not null unique,
  record_id text not null,
  due_at integer not null,
  payload text not null,
  done_at integer,
  -- Dropped: what it was about changed before its time came.
  outcome text check (outcome in ('done', 'dropped')),
  attempts integer not null default 0,
  last_error text
) strict;
create index job_due on job (due_at) where done_at is null;
create index job_record on job (record_id, kind);
