-- Serves H2 and PostgreSQL. Since when a report is wanted, so that it is known what came due before it was ever made.
create table if not exists awaited_report (
  id bigint generated always as identity primary key,
  source_kind varchar(63) not null,
  source_namespace varchar(63) not null,
  source_name varchar(253) not null,
  report_name varchar(253) not null,
  wanted_since timestamp(3) with time zone not null,
  constraint awaited_report_unique
    unique (source_namespace, source_name, source_kind, report_name)
);
create index if not exists awaited_report_by_time on awaited_report (wanted_since);
