-- An answer about a known photo that was taken back stays in its reviewer's list, as any other decision does.
ALTER TABLE "honeypot_answers" DROP CONSTRAINT "honeypot_answers_honeypot_id_reviewer_id_key";
ALTER TABLE "honeypot_answers" ADD COLUMN "undone_of" uuid;
ALTER TABLE "honeypot_answers" ADD COLUMN "undone_at" timestamp with time zone;
CREATE UNIQUE INDEX "honeypot_answers_honeypot_id_reviewer_id_idx" ON "honeypot_answers" USING btree ("honeypot_id","reviewer_id") WHERE undone_at is null;
CREATE INDEX "honeypot_answers_undone_of_idx" ON "honeypot_answers" USING btree ("undone_of") WHERE undone_of is not null;
ALTER TABLE "honeypot_answers" ADD CONSTRAINT "honeypot_answers_undone_check" CHECK ((undone_of is null) = (undone_at is null));
ALTER TABLE "honeypot_answers" ADD CONSTRAINT "honeypot_answers_undone_check1" CHECK (undone_at is null or decision is not null);
