-- Names and folders of finished photos, remembered by project and ZIP; after whom each is called; which were taken already.
CREATE TABLE "taken_photos" (
	"attempt_id" uuid NOT NULL,
	"by_school" boolean NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "taken_photos_pkey" PRIMARY KEY("attempt_id","by_school")
);
ALTER TABLE "exports" DROP CONSTRAINT "exports_check";
ALTER TABLE "export_photos" ADD COLUMN "person_id" uuid;
ALTER TABLE "export_photos" ADD COLUMN "copy" integer DEFAULT 1 NOT NULL;
ALTER TABLE "exports" ADD COLUMN "photo_names" text;
ALTER TABLE "exports" ADD COLUMN "photo_folders" text;
ALTER TABLE "projects" ADD COLUMN "photo_names" text DEFAULT 'student-number' NOT NULL;
ALTER TABLE "projects" ADD COLUMN "photo_folders" text DEFAULT 'none' NOT NULL;
ALTER TABLE "taken_photos" ADD CONSTRAINT "taken_photos_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "export_photos" ADD CONSTRAINT "export_photos_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE cascade ON UPDATE no action NOT VALID;
ALTER TABLE "export_photos" ADD CONSTRAINT "export_photos_copy_check" CHECK (copy > 0) NOT VALID;
ALTER TABLE "exports" ADD CONSTRAINT "exports_photo_names_check" CHECK ("photo_names" in ('position', 'student-number', 'student-number-hyphen-name', 'student-number-underscore-name')) NOT VALID;
ALTER TABLE "exports" ADD CONSTRAINT "exports_photo_folders_check" CHECK ("photo_folders" in ('class', 'department', 'major', 'none')) NOT VALID;
ALTER TABLE "exports" ADD CONSTRAINT "exports_check" CHECK ((format = 'zip') = (bytes_total is not null) and (photo_names is null or format = 'zip') and (photo_names is null) = (photo_folders is null)) NOT VALID;
ALTER TABLE "projects" ADD CONSTRAINT "projects_photo_names_check" CHECK ("photo_names" in ('position', 'student-number', 'student-number-hyphen-name', 'student-number-underscore-name')) NOT VALID;
ALTER TABLE "projects" ADD CONSTRAINT "projects_photo_folders_check" CHECK ("photo_folders" in ('class', 'department', 'major', 'none')) NOT VALID;
