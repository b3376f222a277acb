-- How many students a school expects, by department, major and class.
CREATE TABLE "expected_numbers" (
	"project_id" uuid NOT NULL,
	"department" text NOT NULL,
	"major" text NOT NULL,
	"class" text NOT NULL,
	"expected" integer NOT NULL,
	CONSTRAINT "expected_numbers_pkey" PRIMARY KEY("project_id","department","major","class"),
	CONSTRAINT "expected_numbers_expected_check" CHECK (expected >= 0)
);
ALTER TABLE "expected_numbers" ADD CONSTRAINT "expected_numbers_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;
