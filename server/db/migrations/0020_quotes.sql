-- Whether the words that somebody chose stood in the text when they were chosen, as the server looked; null where it did not look.
alter table post add column quote_stood integer;
