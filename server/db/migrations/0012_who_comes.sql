-- JSON: which organizations said before a meeting whether they come (shared/meetings/meeting.ts). It is no attendance.
alter table meeting add column announced text not null default '[]';
