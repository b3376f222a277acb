-- What operators set while the service runs: each change as it was proposed, and what became of it.
CREATE TABLE "configuration_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "configuration_changes_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"item" text NOT NULL,
	"subject" text NOT NULL,
	"before" jsonb NOT NULL,
	"value" jsonb NOT NULL,
	"why" "sealed" NOT NULL,
	"state" text NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "configuration_changes_decided_check" CHECK ((state = 'proposed') = (decided_at is null) and (decided_at is null) = (decided_by is null)),
	CONSTRAINT "configuration_changes_two_persons_check" CHECK (state not in ('confirmed', 'declined') or decided_by <> proposed_by),
	CONSTRAINT "configuration_changes_item_check" CHECK ("item" in ('check-limits', 'decision-hold', 'hidden-verdict-share', 'hotline', 'known-photo-share', 'one-person-refund', 'one-person-refund-day', 'reason-advice', 'reminder-hours', 'reminder-messages', 'second-look-share', 'service-answer', 'service-hours')),
	CONSTRAINT "configuration_changes_state_check" CHECK ("state" in ('confirmed', 'declined', 'proposed', 'withdrawn'))
);
ALTER TABLE "configuration_changes" ADD CONSTRAINT "configuration_changes_proposed_by_fkey" FOREIGN KEY ("proposed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "configuration_changes" ADD CONSTRAINT "configuration_changes_decided_by_fkey" FOREIGN KEY ("decided_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;
CREATE UNIQUE INDEX "configuration_changes_waiting_idx" ON "configuration_changes" USING btree ("item","subject") WHERE state = 'proposed';
CREATE INDEX "configuration_changes_in_force_idx" ON "configuration_changes" USING btree ("item","subject","number" DESC NULLS LAST) WHERE state = 'confirmed';
CREATE INDEX "configuration_changes_proposed_at_id_idx" ON "configuration_changes" USING btree ("proposed_at","id");
