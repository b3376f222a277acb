ALTER TABLE "attempts" ADD COLUMN "picture_hash" bit(64);
CREATE INDEX "attempts_created_at_id_picture_hash_idx" ON "attempts" USING btree ("created_at","id","picture_hash") WHERE picture_hash is not null;
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_picture_hash_check" CHECK (picture_hash is null or pictures_deleted_at is null);
