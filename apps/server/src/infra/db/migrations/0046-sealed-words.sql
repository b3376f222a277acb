-- Words that people typed are sealed from here on, as those of corrections are; rekey seals what was typed before.
-- A column of a domain with a check writes its whole table anew, while nobody may read it: the check is away meanwhile. No
-- other session sees it gone, and all that stands sealed was checked by it, so that it is not looked through again.
ALTER DOMAIN "sealed" DROP CONSTRAINT "sealed_check";
ALTER TABLE "collection_history" ADD COLUMN "sealed_reason" "sealed";
ALTER TABLE "payment_differences" ADD COLUMN "sealed_note" "sealed";
ALTER TABLE "refunds" ADD COLUMN "sealed_reason" "sealed";
ALTER TABLE "refunds" ADD COLUMN "sealed_decline_reason" "sealed";
ALTER TABLE "reviews" ADD COLUMN "sealed_words" "sealed";
ALTER DOMAIN "sealed" ADD CONSTRAINT "sealed_check" CHECK (VALUE ~ '^sealed:[a-z0-9-]{1,32}:[A-Za-z0-9_-]{16}:[A-Za-z0-9_-]{22,}$') NOT VALID;
