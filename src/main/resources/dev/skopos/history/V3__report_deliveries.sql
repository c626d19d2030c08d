-- Serves H2 and PostgreSQL. A report has one row, and one more for each format that it is kept in.
create table if not exists report_content (
  id bigint generated always as identity primary key,
  report_id uuid not null references report (id) on delete cascade,
  format varchar(16) not null,
  content bytea not null,
  constraint report_content_unique unique (report_id, format)
);
insert into report_content (report_id, format, content)
  select id, format, content from report
  where not exists (select 1 from report_content kept where kept.report_id = report.id);

-- What was kept before has no title but its name.
alter table report add column if not exists title varchar(1024) default '' not null;
alter table report add column if not exists facts varchar default '[]' not null;
alter table report add column if not exists formats varchar(64) default '' not null;
update report set title = report_name, formats = format where formats = '';

create table if not exists report_delivery (
  id bigint generated always as identity primary key,
  report_id uuid not null references report (id) on delete cascade,
  channel_kind varchar(63) not null,
  channel_namespace varchar(63) not null,
  channel_name varchar(253) not null,
  state varchar(16) not null,
  changed_at timestamp(3) with time zone not null,
  reason varchar(1024) not null,
  constraint report_delivery_unique unique (report_id, channel_namespace, channel_name, channel_kind)
);
create index if not exists report_delivery_by_state on report_delivery (state);
