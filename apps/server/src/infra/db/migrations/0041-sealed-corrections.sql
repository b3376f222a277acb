-- Why a correction was opened is sealed from here on; rekey seals what was typed before.
ALTER TABLE "corrections" ALTER COLUMN "reason" SET DEFAULT '';
ALTER TABLE "corrections" ADD COLUMN "sealed_reason" "sealed";
