-- outside a transaction
-- Every row there is fits: none was recalled, and the list of moves has only grown.
alter table collection_history validate constraint collection_history_move_check;
alter table reviews validate constraint reviews_recalled_by_fkey;
alter table reviews validate constraint reviews_recalled_by_check;
