-- Customer service: notes on collections; every number a search may be given, and every line of a collection's story, by an index.

create table service_notes (
  id uuid primary key,
  collection_id uuid not null references collections on delete cascade,
  note sealed not null,
  written_by uuid not null references staff,
  at timestamptz not null
);
create index on service_notes (collection_id, at);

drop index persons_school_code_student_number_hash_idx;
create index on persons (student_number_hash);
create index on corrections (collection_id, opened_at);
create index on registry_items (collection_id);
