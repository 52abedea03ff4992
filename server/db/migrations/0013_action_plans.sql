-- Action plans are documents, one a working group; the rows of activities are read from them.
-- A column's check cannot be changed, nor that it must have a value; a new column takes the old one's place.

alter table document add column wider_kind text not null default 'common-agenda'
  check (wider_kind in ('common-agenda', 'notes', 'action-plan'));
update document set wider_kind = kind;
alter table document drop column kind;
alter table document rename column wider_kind to kind;

-- Whose plan it is, and up to which entry of its log the rows have been read from it.
alter table document add column group_id text references partner_group (id);
alter table document add column read_seq integer not null default 0;
create unique index document_group on document (group_id) where group_id is not null;

-- An activity may be without a lead for a while.
alter table activity add column led_by text references organization (id);
update activity set led_by = lead_organization_id;
alter table activity drop column lead_organization_id;
alter table activity rename column led_by to lead_organization_id;
-- A JSON list of activities.
alter table activity add column depends_on_ids text not null default '[]';
-- The row of an activity that was taken out stays, so that no code is given twice.
alter table activity add column removed_on text;
