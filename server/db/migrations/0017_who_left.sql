-- When a partner left the initiative, and why; what it said and promised stays.
alter table organization add column removed_on text;
alter table organization add column removed_for text;
