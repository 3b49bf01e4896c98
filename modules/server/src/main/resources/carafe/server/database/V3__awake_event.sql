-- How far the room's journal had come when the row was written: what an incarnation asked for before the room moved,
-- and what arrives late, must not undo what the next one wrote.
alter table awake add column event bigint not null default 0;
