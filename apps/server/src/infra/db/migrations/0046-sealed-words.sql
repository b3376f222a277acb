-- Words that people typed are sealed from here on, as those of corrections are; rekey seals what was typed before.
ALTER TABLE "collection_history" ADD COLUMN "sealed_reason" "sealed";
ALTER TABLE "payment_differences" ADD COLUMN "sealed_note" "sealed";
ALTER TABLE "refunds" ADD COLUMN "sealed_reason" "sealed";
ALTER TABLE "refunds" ADD COLUMN "sealed_decline_reason" "sealed";
ALTER TABLE "reviews" ADD COLUMN "sealed_words" "sealed";
