-- What a reviewer left to others comes back to them last.
alter table review_leases add column left_at timestamptz;
