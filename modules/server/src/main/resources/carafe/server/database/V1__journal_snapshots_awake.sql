-- The journal, its tags and the snapshots, as pekko-persistence-jdbc 1.1 reads and writes them. Its own
-- script is not used: it cannot be run twice. `if not exists`: somebody may have run that one before us.

create table if not exists event_journal (
  ordering bigserial,
  persistence_id varchar(255) not null,
  sequence_number bigint not null,
  deleted boolean default false not null,
  writer varchar(255) not null,
  write_timestamp bigint,
  adapter_manifest varchar(255),
  event_ser_id integer not null,
  event_ser_manifest varchar(255) not null,
  event_payload bytea not null,
  meta_ser_id integer,
  meta_ser_manifest varchar(255),
  meta_payload bytea,
  -- What refuses a second writer of one room.
  primary key (persistence_id, sequence_number)
);

create unique index if not exists event_journal_ordering_idx on event_journal (ordering);

create table if not exists event_tag (
  event_id bigint,
  tag varchar(256),
  primary key (event_id, tag),
  constraint fk_event_journal foreign key (event_id) references event_journal (ordering) on delete cascade
);

create table if not exists snapshot (
  persistence_id varchar(255) not null,
  sequence_number bigint not null,
  created bigint not null,
  snapshot_ser_id integer not null,
  snapshot_ser_manifest varchar(255) not null,
  snapshot_payload bytea not null,
  meta_ser_id integer,
  meta_ser_manifest varchar(255),
  meta_payload bytea,
  primary key (persistence_id, sequence_number)
);

-- Rooms that owe something and are woken even if nobody asks for them.
create table awake (
  party text not null,
  room text not null,
  wake_at timestamptz not null,
  primary key (party, room)
);

create index awake_wake_at_idx on awake (wake_at);
