-- outside a transaction
-- Decisions are listed by time, and found by the appeal before them.
drop index concurrently if exists reviews_at_id_idx;
create index concurrently reviews_at_id_idx on reviews (at, id);
drop index concurrently if exists collection_history_appeals_idx;
create index concurrently collection_history_appeals_idx on collection_history (collection_id) where move = 'appeal';
