-- Decisions between meetings: wordings of a proposal, how a decision was closed and what came after; threads under
-- every kind of record; who speaks for a second organization; which public bodies speak in meetings only.

pragma defer_foreign_keys = on;

-- JSON: what it falls back on, and the numbers that hold when nobody says otherwise (shared/initiative/governance.ts).
alter table initiative add column governance text not null
  default '{"fallback":"two_thirds","asyncDaysMin":7,"reviewAfterDays":180}';

-- A public body that reads between meetings, and comments to the backbone alone.
alter table organization add column speaks_in_meetings_only integer not null default 0
  check (speaks_in_meetings_only in (0, 1));

-- JSON: the other organizations that somebody speaks for.
alter table person add column also_for text not null default '[]';

-- How many days a decision stays open at least, when it is not agreed in the room of a meeting.
alter table decision add column days_min integer not null default 0;
-- JSON: of each later wording of the proposal, what it replaced, by whom and why.
alter table decision add column changes text not null default '[]';
-- JSON: a passage of a document, with the version that was meant.
alter table decision add column passage text;
-- JSON: by which rule it was closed, who was counted, what follows.
alter table decision add column closing text;
-- JSON: what was put right afterwards, and when it was looked at again.
alter table decision add column corrections text not null default '[]';
alter table decision add column reviews text not null default '[]';
alter table decision add column superseded_by_id text references decision (id);

-- One of eight, where a group says how much it agrees.
alter table position add column level integer check (level between 1 and 8);

-- Whose answer a mailed button gives, where a person speaks for two.
alter table act add column organization_id text references organization (id);

-- A post may sum up where things stand, be for the backbone alone, and bring records along.
create table post_now (
  id text primary key,
  initiative_id text not null references initiative (id),
  record_kind text not null,
  -- What the record is called among all of its kind, and the record that decides who sees the post.
  thread text not null,
  seen_as text not null,
  reply_to text references post_now (id),
  kind text check (
    kind in ('question', 'clarification', 'reaction', 'concern', 'amendment', 'disclosure', 'status')
  ),
  text text not null,
  -- JSON: lists of ids.
  mention_ids text not null,
  record_ids text not null default '[]',
  -- The organization whose post is for the backbone's eyes and its own; null when it is for all who see the record.
  private_to text references organization (id),
  by text not null,
  seq integer not null,
  at integer not null,
  edited_at integer,
  removed_at integer,
  removed_by text,
  version integer not null
) strict;
insert into post_now (
  id, initiative_id, record_kind, thread, seen_as, reply_to, kind, text, mention_ids, by, seq, at, edited_at,
  removed_at, removed_by, version
)
select
  id, initiative_id, record_kind, thread, seen_as, reply_to, kind, text, mention_ids, by, seq, at, edited_at,
  removed_at, removed_by, version
from post;
drop table post;
alter table post_now rename to post;
create index post_thread on post (initiative_id, record_kind, thread, seq);
create index post_by on post (initiative_id, by, at);
