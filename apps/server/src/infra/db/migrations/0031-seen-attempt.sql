ALTER TABLE "attempts" ADD COLUMN "seen_attempt_id" uuid;
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_seen_attempt_id_fkey" FOREIGN KEY ("seen_attempt_id") REFERENCES "public"."attempts"("id") ON DELETE set null ON UPDATE no action;
CREATE INDEX "attempts_seen_attempt_id_idx" ON "attempts" USING btree ("seen_attempt_id") WHERE seen_attempt_id is not null;
