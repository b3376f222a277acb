-- The reports of ended collections lie in the object store; their measurements stay, and go when the report does.
ALTER TABLE "attempts" ADD COLUMN "report_key" text;
ALTER TABLE "attempts" ADD COLUMN "report_sha256" "sha256_hex";
ALTER TABLE "collections" ADD COLUMN "reports_archived_at" timestamp with time zone;
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_report_key_check" CHECK ((report_key is null) = (report_sha256 is null)) NOT VALID;

create or replace function keep_attempt_findings() returns trigger language plpgsql as $$
begin
  if new.report_key is not null and new.report is not null then
    return null;
  end if;
  if tg_op = 'UPDATE' then
    delete from attempt_measurements where attempt_id = new.id;
  end if;
  insert into attempt_measurements
    select new.id, check_list_of(m.check_ids), m.spec_id, new.created_at, m.fails, m."values", m.verdicts, m.can_only_warn
    from measurements_of(new.report) m;
  return null;
end $$;
