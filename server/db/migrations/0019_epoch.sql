-- Changes each time the initiative is put back to a backup. A browser that knows another epoch holds words that this
-- record does not, and is told so before it brings them back (server/initiative/epoch.ts).
alter table initiative add column epoch text not null default '';
