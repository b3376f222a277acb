-- The invoice itself, as a PDF in the object store.
ALTER TABLE "invoice_requests" ADD COLUMN "file_key" text;
ALTER TABLE "invoice_requests" ADD CONSTRAINT "invoice_requests_file_key_check" CHECK (file_key is null or issued_at is not null);
