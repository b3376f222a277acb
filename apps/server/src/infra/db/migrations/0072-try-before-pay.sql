-- A project may let its students try photos on their own phone before they pay; those that exist begin without it.
ALTER TABLE "projects" ADD COLUMN "try_before_pay" boolean DEFAULT false NOT NULL;
