-- A rejection is told to its student only once its reviewer can no longer take it back.
alter table reviews add column held_until timestamptz;
alter table reviews add constraint reviews_held_until_check
  check (held_until is null or decision = 'reject' and undone_at is null) not valid;
