-- outside a transaction
-- Every row there is fits: none was recalled or has names of files yet, and the list of moves has only grown.
drop index concurrently if exists export_photos_person_id_idx;
create index concurrently export_photos_person_id_idx on export_photos (person_id);
alter table collection_history validate constraint collection_history_move_check;
alter table reviews validate constraint reviews_recalled_by_fkey;
alter table reviews validate constraint reviews_recalled_by_check;
alter table export_photos validate constraint export_photos_person_id_fkey;
alter table export_photos validate constraint export_photos_copy_check;
alter table exports validate constraint exports_photo_names_check;
alter table exports validate constraint exports_photo_folders_check;
alter table exports validate constraint exports_check;
alter table projects validate constraint projects_photo_names_check;
alter table projects validate constraint projects_photo_folders_check;
