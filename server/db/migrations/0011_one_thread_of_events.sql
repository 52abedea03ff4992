-- The thread of a commitment is kept like that of every other record.
insert into record_event (record_id, seq) select commitment_id, seq from commitment_event where true
  on conflict do nothing;
drop table commitment_event;
