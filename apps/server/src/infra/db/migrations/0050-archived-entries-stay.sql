-- What is archived stands in its segment alone: no row of the table takes its place, and no job deletes a segment.
CREATE FUNCTION refuse_archived_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT min(seq) FROM added) <= (SELECT max(last_seq) FROM audit_segments) THEN
    RAISE EXCEPTION 'audit rows are never changed or removed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER audit_place_is_free AFTER INSERT ON audit
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_archived_place();

CREATE FUNCTION refuse_segment_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM audit_segments WHERE object_key = NEW.key) THEN
    RAISE EXCEPTION 'segments of the audit log are never deleted' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER doomed_objects_are_no_segments AFTER INSERT OR UPDATE OF key ON doomed_objects
  FOR EACH ROW WHEN (NEW.key LIKE 'audit-segments/%') EXECUTE FUNCTION refuse_segment_deletion();
