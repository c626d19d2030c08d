-- Serves H2 and PostgreSQL.
create table if not exists counted_account (
  id bigint generated always as identity primary key,
  objective_kind varchar(63) not null,
  objective_namespace varchar(63) not null,
  objective_name varchar(253) not null,
  fingerprint varchar(64) not null,
  counted_from timestamp(3) with time zone not null,
  counted_until timestamp(3) with time zone not null,
  complete boolean not null,
  constraint counted_account_unique
    unique (objective_namespace, objective_name, objective_kind, fingerprint)
);
create index if not exists counted_account_by_time on counted_account (counted_until);

-- A group is found by the SHA-256 of its labels, since these may be too long for an index.
create table if not exists counted_block (
  id bigint generated always as identity primary key,
  account_id bigint not null references counted_account (id) on delete cascade,
  day_start timestamp(3) with time zone not null,
  group_hash varchar(64) not null,
  group_labels varchar not null,
  content bytea not null,
  constraint counted_block_unique unique (account_id, day_start, group_hash)
);
create index if not exists counted_block_by_time on counted_block (day_start);
