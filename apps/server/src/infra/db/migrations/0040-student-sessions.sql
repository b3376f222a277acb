-- What a student was told of other sessions, and until when the holder of one has proven to be its owner.
ALTER TABLE "sessions" ADD COLUMN "others_seen_until" timestamp with time zone;
ALTER TABLE "sessions" ADD COLUMN "proven_until" timestamp with time zone;
