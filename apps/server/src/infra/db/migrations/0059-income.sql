-- What each project brought in each day by the bill of its provider; kinds of exports take one more.
CREATE TABLE "income_days" (
	"provider" "pay_provider" NOT NULL,
	"day" date NOT NULL,
	"project_id" uuid NOT NULL,
	"payments" integer NOT NULL,
	"refunds" integer NOT NULL,
	"paid_fen" "fen" NOT NULL,
	"refunded_fen" "fen" NOT NULL,
	"processing_fee_fen" bigint NOT NULL,
	CONSTRAINT "income_days_pkey" PRIMARY KEY("provider","day","project_id")
);
ALTER TABLE "exports" DROP CONSTRAINT "exports_kind_check";
ALTER TABLE "bill_days" ADD COLUMN "processing_fee_fen" bigint;
ALTER TABLE "income_days" ADD CONSTRAINT "income_days_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "income_days" ADD CONSTRAINT "income_days_provider_day_fkey" FOREIGN KEY ("provider","day") REFERENCES "public"."bill_days"("provider","day") ON DELETE no action ON UPDATE no action;
CREATE INDEX "income_days_day_project_id_idx" ON "income_days" USING btree ("day","project_id");
ALTER TABLE "exports" ADD CONSTRAINT "exports_kind_check" CHECK ("kind" in ('audit', 'bill-differences', 'failed-photos', 'finished-photos', 'income', 'invoices', 'ledger', 'messages', 'orders', 'refunds', 'registry-refusals', 'retention-runs', 'school-collections', 'schools', 'staff', 'staff-decisions', 'stalled-students'));
