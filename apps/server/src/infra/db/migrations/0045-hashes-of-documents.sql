-- Evidence and invoices are read by their hash, as photos are; those of before have none.
ALTER TABLE "identity_evidence" ADD COLUMN "object_sha256" "sha256_hex";
ALTER TABLE "invoice_requests" ADD COLUMN "file_sha256" "sha256_hex";
