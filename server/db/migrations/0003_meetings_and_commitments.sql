-- Groups of partners, their meetings, and what partners promised. Each row is what the log's events fold to.
-- A decision, an activity and an indicator are named by plain ids.

create table partner_group (
  id text primary key,
  initiative_id text not null references initiative (id),
  kind text not null check (kind in ('steering_committee', 'working_group')),
  name_en text not null,
  name_es text not null,
  cadence text not null,
  -- People, as a JSON list.
  chair_ids text not null,
  visibility text not null check (visibility in ('public', 'partners', 'group', 'backbone', 'restricted')),
  quorum_percent integer not null check (quorum_percent between 0 and 100),
  -- Days after a meeting within which its recap goes out.
  recap_days integer not null
) strict;
create index partner_group_initiative on partner_group (initiative_id);

create table group_member (
  group_id text not null references partner_group (id),
  organization_id text not null references organization (id),
  -- The order in which they stand.
  place integer not null,
  primary key (group_id, organization_id)
) strict, without rowid;
create index group_member_organization on group_member (organization_id);

create table meeting (
  id text primary key,
  initiative_id text not null references initiative (id),
  group_id text not null references partner_group (id),
  title text not null,
  status text not null check (status in ('scheduled', 'held')),
  -- Local to the initiative's place: a meeting stays at nine when the clocks change.
  day text not null,
  starts_at text not null,
  ends_at text not null,
  place text not null,
  facilitator_id text references person (id),
  note_taker_id text references person (id),
  -- Languages, as a JSON list.
  interpretation text not null,
  visibility text not null check (visibility in ('public', 'partners', 'group', 'backbone', 'restricted')),
  recap_sent_on text
) strict;
create index meeting_initiative on meeting (initiative_id, day);

create table agenda_item (
  meeting_id text not null references meeting (id),
  id text not null,
  place integer not null,
  title text not null,
  purpose text not null
    check (purpose in ('connect', 'inform', 'discuss', 'decide', 'review_commitments', 'commit')),
  minutes integer not null,
  lead_id text references person (id),
  -- What it is about, as a JSON list.
  record_ids text not null,
  primary key (meeting_id, id)
) strict, without rowid;

create table attendance (
  meeting_id text not null references meeting (id),
  organization_id text not null references organization (id),
  place integer not null,
  status text not null check (status in ('present', 'alternate', 'absent', 'excused', 'observer')),
  person_id text references person (id),
  primary key (meeting_id, organization_id)
) strict, without rowid;

create table parked_item (
  meeting_id text not null references meeting (id),
  id text not null,
  place integer not null,
  text text not null,
  raised_by_id text references organization (id),
  status text not null check (status in ('open', 'carried_over', 'closed')),
  primary key (meeting_id, id)
) strict, without rowid;

create table commitment (
  id text primary key,
  initiative_id text not null references initiative (id),
  -- C-12. Rows are never removed, so that no number is given twice.
  number integer not null,
  what text not null,
  owner_organization_id text not null references organization (id),
  owner_person_id text references person (id),
  -- JSON lists of ids.
  support_organization_ids text not null,
  indicator_ids text not null,
  status text not null check (status in ('offered', 'active', 'declined', 'kept', 'not_kept', 'released')),
  due_on text not null,
  original_due_on text not null,
  needs_help integer not null check (needs_help in (0, 1)),
  activity_id text,
  contribution text,
  visibility text not null check (visibility in ('public', 'partners', 'group', 'backbone', 'restricted')),
  group_id text references partner_group (id),
  from_meeting_id text references meeting (id),
  from_item_id text,
  from_decision_id text,
  quote text,
  offered_by text not null references person (id),
  offered_on text not null,
  accepted_on text,
  closed_on text,
  outcome_note text,
  is_on_behalf integer not null check (is_on_behalf in (0, 1)),
  times_moved integer not null,
  moved_late integer not null check (moved_late in (0, 1)),
  handed_over_by text references organization (id),
  version integer not null,
  changed_by text not null references person (id),
  changed_at integer not null
) strict;
create unique index commitment_number on commitment (initiative_id, number);
create index commitment_meeting on commitment (from_meeting_id);

create trigger commitment_stays before delete on commitment begin
  select raise(abort, 'A commitment is released, never removed.');
end;

-- Which events a commitment's thread is made of.
create table commitment_event (
  commitment_id text not null references commitment (id),
  seq integer not null,
  primary key (commitment_id, seq)
) strict, without rowid;
