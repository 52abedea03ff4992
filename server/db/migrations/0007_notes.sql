-- Documents of another kind: the notes of a meeting, one document a meeting.
-- A column's check cannot be changed; a new column takes the old one's place.

alter table document add column wider_kind text not null default 'common-agenda'
  check (wider_kind in ('common-agenda', 'notes'));
update document set wider_kind = kind;
alter table document drop column kind;
alter table document rename column wider_kind to kind;

alter table document add column meeting_id text references meeting (id);
create unique index document_meeting on document (meeting_id) where meeting_id is not null;
