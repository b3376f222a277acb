-- Rows of the audit log wait in an outbox for the one writer of the chain, whose hashes are keyed from here on: programs of
-- before wrote the chain themselves and may not run beside. Which row closed a retention run, the log itself tells.
CREATE TABLE "audit_outbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"details" jsonb NOT NULL
);
ALTER TABLE "retention_runs" DROP CONSTRAINT "retention_runs_check";
ALTER TABLE "audit" ADD COLUMN "key_id" text;
ALTER TABLE "audit_head" ADD COLUMN "key_id" text;
ALTER TABLE "retention_runs" DROP COLUMN "audit_seq";
CREATE VIEW "public"."audit_entries" AS (select seq as place, at, actor, action, subject, details from audit union all select 1000000000000000 + id, at, actor, action, subject, details from audit_outbox);
