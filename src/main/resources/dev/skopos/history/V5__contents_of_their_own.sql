-- Serves H2 and PostgreSQL. Apart from what copies them, which could not be repeated without them.
alter table report drop column if exists content;
alter table report drop column if exists format;
