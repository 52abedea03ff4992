-- What people say under a record, and how far each of them has read.

create table post (
  id text primary key,
  initiative_id text not null references initiative (id),
  record_kind text not null,
  -- What the record is called among all of its kind, and the record that decides who sees the post.
  thread text not null,
  seen_as text not null,
  reply_to text references post (id),
  kind text check (kind in ('question', 'clarification', 'reaction', 'concern', 'amendment', 'disclosure')),
  text text not null,
  -- JSON: a list of ids.
  mention_ids text not null,
  by text not null,
  seq integer not null,
  at integer not null,
  edited_at integer,
  removed_at integer,
  removed_by text,
  version integer not null
) strict;
create index post_thread on post (initiative_id, record_kind, thread, seq);

create table thread_reading (
  person_id text not null references person (id),
  record_kind text not null,
  thread text not null,
  -- The number of the last event that was read.
  seq integer not null,
  primary key (person_id, record_kind, thread)
) strict, without rowid;
