-- outside a transaction
-- Those that are held, by their submission; and every row there is is none.
drop index concurrently if exists reviews_collection_id_idx;
create index concurrently reviews_collection_id_idx on reviews (collection_id) where held_until is not null;
alter table reviews validate constraint reviews_held_until_check;
