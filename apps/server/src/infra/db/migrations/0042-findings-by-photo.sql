-- Findings are kept by the photo, not each on its own: a twelfth of the room. Programs of before read them from a view of the
-- same name; the trigger on reports goes on, with another function's body.
CREATE TABLE "attempt_measurements" (
	"attempt_id" uuid PRIMARY KEY NOT NULL,
	"check_list_id" integer NOT NULL,
	"spec_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"fails" integer NOT NULL,
	"values" double precision[] NOT NULL,
	"verdicts" text[] NOT NULL,
	"can_only_warn" boolean[] NOT NULL,
	CONSTRAINT "attempt_measurements_verdicts_check" CHECK (verdicts <@ array['fail', 'warn', 'unsure', 'pass'])
);
CREATE TABLE "check_lists" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "check_lists_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"check_ids" text[] NOT NULL,
	CONSTRAINT "check_lists_check_ids_key" UNIQUE("check_ids")
);
ALTER TABLE "attempt_measurements" ADD CONSTRAINT "attempt_measurements_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE cascade ON UPDATE no action;
CREATE INDEX "attempt_measurements_spec_id_at_attempt_id_idx" ON "attempt_measurements" USING btree ("spec_id","at" DESC NULLS FIRST,"attempt_id" DESC NULLS FIRST);

create function check_list_of(ids text[]) returns integer language plpgsql as $$
declare
  found_id integer;
begin
  select id into found_id from check_lists where check_ids = ids;
  if found_id is null then
    insert into check_lists (check_ids) values (ids) on conflict do nothing;
    select id into found_id from check_lists where check_ids = ids;
  end if;
  return found_id;
end $$;

-- No row for a report without findings.
create function measurements_of(report jsonb)
returns table (check_ids text[], spec_id text, fails integer, "values" double precision[], verdicts text[], can_only_warn boolean[])
language sql immutable as $$
  select array_agg(f.check_id order by f.check_id collate "C"), min(f.spec_id), (count(*) filter (where f.verdict = 'fail'))::int,
    array_agg(f.value order by f.check_id collate "C"), array_agg(f.verdict order by f.check_id collate "C"),
    array_agg(f.can_only_warn order by f.check_id collate "C")
  from (select distinct on (check_id) * from findings_of(report)) f
  having count(*) > 0
$$;

create or replace function keep_attempt_findings() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    delete from attempt_measurements where attempt_id = new.id;
  end if;
  insert into attempt_measurements
    select new.id, check_list_of(m.check_ids), m.spec_id, new.created_at, m.fails, m."values", m.verdicts, m.can_only_warn
    from measurements_of(new.report) m;
  return null;
end $$;

insert into attempt_measurements
  select a.id, check_list_of(m.check_ids), m.spec_id, a.created_at, m.fails, m."values", m.verdicts, m.can_only_warn
  from attempts a, measurements_of(a.report) m;

drop table attempt_findings;
CREATE VIEW "public"."attempt_findings" AS (select m.attempt_id, f.check_id, m.spec_id, m.at, f.value, f.verdict, f.can_only_warn, m.fails - (f.verdict = 'fail')::int as other_fails from attempt_measurements m join check_lists l on l.id = m.check_list_id, unnest(l.check_ids, m.values, m.verdicts, m.can_only_warn) f (check_id, value, verdict, can_only_warn));
