-- How old a photo may be, by the date in its file; projects that are there keep the year.
ALTER TABLE "projects" ADD COLUMN "photo_max_age_days" integer DEFAULT 365 NOT NULL;
ALTER TABLE "projects" ADD CONSTRAINT "projects_photo_max_age_days_check" CHECK (photo_max_age_days > 0);
