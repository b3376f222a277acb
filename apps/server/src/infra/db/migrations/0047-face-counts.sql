-- Of how many persons pictures of their face were kept, each day.
CREATE TABLE "face_counts" (
	"day" date PRIMARY KEY NOT NULL,
	"persons" integer NOT NULL,
	"counted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "face_counts_persons_check" CHECK (persons >= 0)
);
