-- How each outside system was when an operator last checked it.
CREATE TABLE "connection_checks" (
	"connection" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "connection_checks_state_check" CHECK ("state" in ('fault', 'ok', 'warning'))
);
