-- Serves H2 and PostgreSQL.
create table if not exists objective_event (
  id bigint generated always as identity primary key,
  happened_at timestamp(3) with time zone not null,
  kind varchar(64) not null,
  objective_kind varchar(63) not null,
  objective_namespace varchar(63) not null,
  objective_name varchar(253) not null,
  group_labels varchar(65536) not null,
  details varchar(4096) not null,
  author varchar(1024)
);
create index if not exists objective_event_by_objective
  on objective_event (objective_namespace, objective_name, happened_at);
create index if not exists objective_event_by_time on objective_event (happened_at);

create table if not exists report (
  id uuid primary key,
  source_kind varchar(63) not null,
  source_namespace varchar(63) not null,
  source_name varchar(253) not null,
  report_name varchar(253) not null,
  period_start timestamp(3) with time zone not null,
  period_end timestamp(3) with time zone not null,
  created_at timestamp(3) with time zone not null,
  format varchar(16) not null,
  content bytea not null
);
create index if not exists report_by_source on report (source_namespace, source_name, created_at);
create index if not exists report_by_time on report (created_at);
