-- A known photo that was answered is told by its reviewer as any other: with the words, and also once the answer was taken back.
ALTER TABLE "honeypot_answers" DROP CONSTRAINT "honeypot_answers_honeypot_id_reviewer_id_key";
-- As in 0046: a column of a domain with a check would write its table anew.
ALTER DOMAIN "sealed" DROP CONSTRAINT "sealed_check";
ALTER TABLE "honeypot_answers" ADD COLUMN "sealed_words" "sealed";
ALTER DOMAIN "sealed" ADD CONSTRAINT "sealed_check" CHECK (VALUE ~ '^sealed:[a-z0-9-]{1,32}:[A-Za-z0-9_-]{16}:[A-Za-z0-9_-]{22,}$') NOT VALID;
ALTER TABLE "honeypot_answers" ADD COLUMN "decision_id" uuid;
ALTER TABLE "honeypot_answers" ADD COLUMN "left_at" timestamp with time zone;
ALTER TABLE "honeypot_answers" ADD COLUMN "undone_of" uuid;
ALTER TABLE "honeypot_answers" ADD COLUMN "undone_at" timestamp with time zone;
CREATE UNIQUE INDEX "honeypot_answers_honeypot_id_reviewer_id_idx" ON "honeypot_answers" USING btree ("honeypot_id","reviewer_id") WHERE undone_at is null;
CREATE INDEX "honeypot_answers_undone_of_idx" ON "honeypot_answers" USING btree ("undone_of") WHERE undone_of is not null;
ALTER TABLE "honeypot_answers" ADD CONSTRAINT "honeypot_answers_undone_check" CHECK ((undone_of is null) = (undone_at is null));
