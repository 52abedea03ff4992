-- What happens at a meeting: when it began and ended, what the room is at, what was read back, confirmed and corrected.

alter table partner_group add column version integer not null default 1;
alter table partner_group add column changed_by text not null default '';
alter table partner_group add column changed_at integer not null default 0;

-- A meeting can now be live and be called off. A check is part of its column, so the column is made anew.
alter table meeting add column state text not null default 'scheduled'
  check (state in ('scheduled', 'live', 'held', 'cancelled'));
update meeting set state = status;
alter table meeting drop column status;
alter table meeting rename column state to status;

alter table meeting add column series_id text;
alter table meeting add column agenda_sent_on text;
alter table meeting add column started_at integer;
alter table meeting add column ended_at integer;
alter table meeting add column current_item_id text;
alter table meeting add column current_started_at integer;
alter table meeting add column current_minutes integer;
alter table meeting add column recap_seq integer;
alter table meeting add column cancel_reason text;
-- JSON: lists of what was read back, of who confirmed the minutes, of corrections; what to keep and to change.
alter table meeting add column read_back text not null default '[]';
alter table meeting add column confirmations text not null default '[]';
alter table meeting add column errata text not null default '[]';
alter table meeting add column debrief text;
alter table meeting add column version integer not null default 1;
alter table meeting add column changed_by text not null default '';
alter table meeting add column changed_at integer not null default 0;
create index meeting_group on meeting (group_id, day);

alter table agenda_item add column status text not null default 'planned' check (status in ('proposed', 'planned'));
alter table agenda_item add column proposed_by text;
alter table agenda_item add column from_meeting_id text;
alter table agenda_item add column spent_seconds integer not null default 0;
alter table agenda_item add column is_done integer not null default 0 check (is_done in (0, 1));
alter table agenda_item add column version integer not null default 1;
