-- How many photos are made before one is read from the photos that were begun last, however many wait.
ALTER TABLE "attempts" ADD COLUMN "queue_number" bigint NOT NULL GENERATED ALWAYS AS IDENTITY (sequence name "attempts_queue_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1);
ALTER TABLE "attempts" ADD COLUMN "started_at" timestamp with time zone;
