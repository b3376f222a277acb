-- What everybody is shown of an upload: one JPEG of our own making, so that no stranger's file is decoded where keys are.
ALTER TABLE "attempts" ADD COLUMN "shown_key" text;
ALTER TABLE "attempts" ADD COLUMN "shown_sha256" "sha256_hex";
ALTER TABLE "attempts" ADD COLUMN "shown_at" timestamp with time zone;
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_shown_key_key" UNIQUE("shown_key");
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_shown_check" CHECK ((shown_key is null) = (shown_sha256 is null) and (shown_key is null or shown_at is not null));
