-- The log: one chain of events an initiative. What happened stays as it was written; a later event corrects it.

create table event (
  initiative_id text not null references initiative (id),
  seq integer not null,
  at integer not null,
  -- A person; without a reference, so that the chain outlives every row.
  by text not null,
  type text not null,
  -- The ids of the records it is about, as a JSON list; the first is the record itself.
  refs text not null,
  -- SHA-256 as hex: of salt and payload, of the event before, and of all that stands in this row.
  payload_hash text not null,
  prev_hash text not null,
  hash text not null,
  primary key (initiative_id, seq)
) strict, without rowid;

-- What was said. It may be erased, and only as a whole: the chain holds without it.
create table event_payload (
  initiative_id text not null,
  seq integer not null,
  salt blob,
  payload text,
  primary key (initiative_id, seq),
  foreign key (initiative_id, seq) references event (initiative_id, seq)
) strict, without rowid;

create trigger event_stays before update on event begin
  select raise(abort, 'An event is never changed.');
end;

create trigger event_is_kept before delete on event begin
  select raise(abort, 'An event is never removed.');
end;

-- Refuses "insert or replace" too, which would remove an event without asking the trigger above.
create trigger event_comes_next before insert on event
when new.seq <> 1 + coalesce((select max(seq) from event where initiative_id = new.initiative_id), 0)
begin
  select raise(abort, 'An event follows the last one.');
end;

create trigger event_payload_stays before update on event_payload
when new.initiative_id <> old.initiative_id or new.seq <> old.seq
  or new.salt is not null or new.payload is not null
begin
  select raise(abort, 'What an event says is erased or stays.');
end;

create trigger event_payload_is_kept before delete on event_payload begin
  select raise(abort, 'What an event says is erased, not removed.');
end;

create trigger event_payload_comes_once before insert on event_payload
when exists (select 1 from event_payload where initiative_id = new.initiative_id and seq = new.seq)
begin
  select raise(abort, 'What an event says is written once.');
end;
