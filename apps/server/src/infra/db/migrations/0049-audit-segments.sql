CREATE TABLE "audit_segments" (
	"first_seq" bigint PRIMARY KEY NOT NULL,
	"last_seq" bigint NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"marks" bigint[] NOT NULL,
	"object_key" text NOT NULL,
	"object_sha256" "sha256_hex" NOT NULL,
	CONSTRAINT "audit_segments_last_seq_key" UNIQUE("last_seq"),
	CONSTRAINT "audit_segments_object_key_key" UNIQUE("object_key"),
	CONSTRAINT "audit_segments_seq_check" CHECK (first_seq <= last_seq)
);
CREATE INDEX "audit_segments_marks_idx" ON "audit_segments" USING gin ("marks");
CREATE TRIGGER audit_segments_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_segments
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

-- An entry leaves the table where a segment holds it, and nowhere else.
CREATE FUNCTION refuse_audit_loss() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM gone WHERE NOT EXISTS (SELECT FROM audit_segments WHERE gone.seq BETWEEN first_seq AND last_seq)
  ) THEN
    RAISE EXCEPTION 'audit rows are never changed or removed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER audit_leaves_for_a_segment AFTER DELETE ON audit
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_loss();
CREATE OR REPLACE TRIGGER audit_is_append_only BEFORE UPDATE OR TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
