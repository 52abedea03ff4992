-- What meetings and commitments point to: strategies, activities, indicators with their data points, and decisions with
-- the positions of partners. Each row is what the log's events fold to.

create table strategy (
  id text primary key,
  initiative_id text not null references initiative (id),
  -- The order in which they stand in the common agenda.
  place integer not null,
  name_en text not null,
  name_es text not null,
  summary text not null,
  owner_group_id text references partner_group (id)
) strict;
create index strategy_initiative on strategy (initiative_id, place);

create table activity (
  id text primary key,
  initiative_id text not null references initiative (id),
  -- A7. Rows are never removed, so that no code is given twice.
  code text not null,
  title text not null,
  strategy_id text not null references strategy (id),
  lead_organization_id text not null references organization (id),
  -- JSON lists of ids.
  support_organization_ids text not null,
  indicator_ids text not null,
  group_id text references partner_group (id),
  starts_on text not null,
  ends_on text not null,
  status text not null check (status in ('planned', 'on_track', 'at_risk', 'delayed', 'done', 'stopped')),
  resources text,
  -- A JSON list of what is to be reached by when, and when it was.
  milestones text not null,
  note text,
  visibility text not null check (visibility in ('public', 'partners', 'group', 'backbone', 'restricted'))
) strict;
create unique index activity_code on activity (initiative_id, code);

create table indicator (
  id text primary key,
  initiative_id text not null references initiative (id),
  -- I1.
  code text not null,
  name_en text not null,
  name_es text not null,
  level text not null check (level in ('core', 'contributing')),
  -- JSON lists: of ids, and of what the numbers are broken down by.
  strategy_ids text not null,
  disaggregate_by text not null,
  definition text not null,
  unit text not null,
  direction text not null check (direction in ('increase', 'decrease')),
  -- A period and its value, as JSON.
  baseline text,
  target text,
  interim_target text,
  data_source text not null,
  cadence text not null check (cadence in ('monthly', 'quarterly', 'yearly')),
  reporter_organization_id text not null references organization (id),
  visibility text not null check (visibility in ('public', 'partners', 'group', 'backbone', 'restricted'))
) strict;
create unique index indicator_code on indicator (initiative_id, code);

create table data_point (
  id text primary key,
  indicator_id text not null references indicator (id),
  -- Counts what was ever said of an indicator: of one period, the last word holds.
  place integer not null,
  -- 2026-Q3, 2026-09 or 2026; `period_end` is its last day.
  period text not null,
  period_end text not null,
  -- Null when there is none.
  value real,
  status text not null check (status in ('reported', 'provisional', 'missing', 'corrected')),
  note text,
  -- A JSON list of groups and their values.
  disaggregation text not null,
  reported_by_organization_id text not null references organization (id),
  reported_on text,
  is_on_behalf integer not null check (is_on_behalf in (0, 1)),
  from_meeting_id text references meeting (id),
  from_item_id text,
  said_by text not null references person (id),
  said_at integer not null
) strict;
create unique index data_point_place on data_point (indicator_id, place);

create trigger data_point_stays before delete on data_point begin
  select raise(abort, 'A data point is corrected by a later one, never removed.');
end;

create table decision (
  id text primary key,
  initiative_id text not null references initiative (id),
  -- D-18. Rows are never removed, so that no number is given twice.
  number integer not null,
  title text not null,
  -- Whose members are asked.
  group_id text not null references partner_group (id),
  status text not null check (status in ('draft', 'open', 'adopted', 'not_adopted', 'withdrawn', 'superseded')),
  method text not null
    check (method in ('consent', 'consensus', 'two_thirds', 'sense_check', 'advice', 'gradients')),
  visibility text not null check (visibility in ('public', 'partners', 'group', 'backbone', 'restricted')),
  raised_by_organization_id text not null references organization (id),
  context text,
  -- A JSON list.
  options text not null,
  chosen_option_id text,
  proposal text not null,
  proposal_version integer not null,
  opened_on text not null,
  respond_by text,
  decided_on text,
  decided_at_meeting_id text references meeting (id),
  -- Who was there of how many when it was decided, as JSON.
  quorum text,
  outcome text,
  review_on text,
  -- JSON lists of ids.
  indicator_ids text not null,
  strategy_ids text not null,
  supersedes_id text references decision (id),
  from_meeting_id text references meeting (id),
  from_item_id text,
  quote text,
  opened_by text not null references person (id),
  version integer not null,
  changed_by text not null references person (id),
  changed_at integer not null
) strict;
create unique index decision_number on decision (initiative_id, number);
create index decision_from_meeting on decision (from_meeting_id);
create index decision_at_meeting on decision (decided_at_meeting_id);

create trigger decision_stays before delete on decision begin
  select raise(abort, 'A decision is withdrawn or superseded, never removed.');
end;

-- Every position that was ever given: of each organization the last one holds, those before it are how it came.
create table position (
  decision_id text not null references decision (id),
  place integer not null,
  organization_id text not null references organization (id),
  position text not null check (
    position in ('consent', 'consent_with_reservation', 'stand_aside', 'objection', 'abstain', 'recused')
  ),
  reason text,
  -- The version of the proposal that it is about.
  proposal_version integer not null,
  by_person_id text not null references person (id),
  given_on text not null,
  is_on_behalf integer not null check (is_on_behalf in (0, 1)),
  primary key (decision_id, place)
) strict, without rowid;

-- Which events the thread of a decision, an indicator, an activity or a strategy is made of.
create table record_event (
  record_id text not null,
  seq integer not null,
  primary key (record_id, seq)
) strict, without rowid;
