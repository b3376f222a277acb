-- Outside systems by which staff sign in: whom each stands for, who is on the way, who is back.
CREATE TABLE "identity_tickets" (
	"ticket_sha256" "sha256_hex" PRIMARY KEY NOT NULL,
	"provider_id" text NOT NULL,
	"staff_id" uuid NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "identity_tickets_tries_check" CHECK (tries >= 0)
);
CREATE TABLE "identity_trips" (
	"state_sha256" "sha256_hex" PRIMARY KEY NOT NULL,
	"provider_id" text NOT NULL,
	"staff_id" uuid,
	"expires_at" timestamp with time zone NOT NULL
);
CREATE TABLE "staff_identities" (
	"staff_id" uuid NOT NULL,
	"provider_id" text NOT NULL,
	"subject_hash" "search_hash" NOT NULL,
	"bound_at" timestamp with time zone NOT NULL,
	CONSTRAINT "staff_identities_pkey" PRIMARY KEY("staff_id","provider_id"),
	CONSTRAINT "staff_identities_provider_id_subject_hash_key" UNIQUE("provider_id","subject_hash")
);
ALTER TABLE "identity_tickets" ADD CONSTRAINT "identity_tickets_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "identity_trips" ADD CONSTRAINT "identity_trips_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "staff_identities" ADD CONSTRAINT "staff_identities_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;
CREATE INDEX "identity_tickets_expires_at_idx" ON "identity_tickets" USING btree ("expires_at");
CREATE INDEX "identity_tickets_staff_id_idx" ON "identity_tickets" USING btree ("staff_id");
CREATE INDEX "identity_trips_expires_at_idx" ON "identity_trips" USING btree ("expires_at");
CREATE INDEX "identity_trips_staff_id_idx" ON "identity_trips" USING btree ("staff_id");
