-- Invoices that were made out; what the console's lists are read by, page by page.

alter table invoice_requests
  add column issued_at timestamptz,
  add column issued_by uuid,
  add column invoice_number text,
  add check ((issued_at is null) = (invoice_number is null));
create index on invoice_requests (created_at, id);
create index on refunds (created_at, id);
create index on refunds (state, created_at, id);
create index on orders (state, created_at, id);

-- Of one project: latest first, the same in one state, the longest in their state first.
create index on collections (project_id, created_at, id);
create index on collections (project_id, state, created_at, id);
create index on collections (project_id, updated_at, id);
drop index collections_project_id_state_idx;
