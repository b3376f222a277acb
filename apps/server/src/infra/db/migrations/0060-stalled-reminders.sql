-- Reminders that schools send to stalled students, and the text messages they cost a day.
CREATE TABLE "reminder_messages" (
	"message_id" uuid PRIMARY KEY NOT NULL,
	"reminder_id" uuid NOT NULL,
	"by_sms" boolean NOT NULL
);
CREATE TABLE "reminder_sms_days" (
	"school_code" text NOT NULL,
	"day" date NOT NULL,
	"used" integer NOT NULL,
	CONSTRAINT "reminder_sms_days_pkey" PRIMARY KEY("school_code","day"),
	CONSTRAINT "reminder_sms_days_used_check" CHECK (used >= 0)
);
CREATE TABLE "reminders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"filters" jsonb NOT NULL,
	"counts" jsonb NOT NULL,
	"reminded_at" timestamp (3) with time zone NOT NULL
);
ALTER TABLE "reminder_messages" ADD CONSTRAINT "reminder_messages_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "reminder_messages" ADD CONSTRAINT "reminder_messages_reminder_id_fkey" FOREIGN KEY ("reminder_id") REFERENCES "public"."reminders"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "reminder_sms_days" ADD CONSTRAINT "reminder_sms_days_school_code_fkey" FOREIGN KEY ("school_code") REFERENCES "public"."schools"("code") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;
CREATE INDEX "reminder_messages_reminder_id_idx" ON "reminder_messages" USING btree ("reminder_id");
CREATE INDEX "reminders_project_id_reminded_at_idx" ON "reminders" USING btree ("project_id","reminded_at");
