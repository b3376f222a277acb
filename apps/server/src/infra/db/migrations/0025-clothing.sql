ALTER TABLE "projects" ADD COLUMN "clothing" text DEFAULT '' NOT NULL;
