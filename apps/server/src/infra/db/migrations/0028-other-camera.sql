ALTER TABLE "attempts" DROP CONSTRAINT "attempts_source_check";
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_source_check" CHECK ("source" in ('album', 'camera', 'other-camera'));
