-- The nodes of the cluster, one row each; the row's id is the second key of the advisory lock that its node holds
-- while it lives (docs/operations.md, "Several nodes").
create table carafe_node (
  id serial primary key,
  host text not null,
  port integer not null,
  -- Pekko's: tells a process from the one that had its address before.
  uid bigint not null,
  version text not null,
  -- Nodes with different numbers cannot talk.
  protocol integer not null,
  -- Which cluster it is a member of; null until it is one.
  incarnation uuid,
  started_at timestamptz not null default now(),
  heartbeat_at timestamptz not null default now()
);
