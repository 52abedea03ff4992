-- Contacts that the backbone had with partners, for its own eyes (shared/overview/check-in.ts).
create table check_in (
  id text primary key,
  initiative_id text not null references initiative (id),
  organization_id text not null references organization (id),
  contact_on text not null,
  way text not null check (way in ('call', 'visit', 'message', 'not_reached')),
  -- Empty when it was taken away or erased.
  note text not null,
  next_on text,
  by text not null,
  seq integer not null,
  is_removed integer not null default 0 check (is_removed in (0, 1))
);

create index check_in_initiative on check_in (initiative_id, seq);
