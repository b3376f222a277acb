-- What every check measured on every photo, kept out of the reports by the database itself, so that limits can be tried on all of
-- them and refusals of the registry be joined to them; the ways to what became of a photo, by an index.

create table attempt_findings (
  attempt_id uuid not null references attempts on delete cascade,
  check_id text not null,
  spec_id text not null,
  at timestamptz not null,
  value double precision,
  verdict text not null check (verdict in ('pass', 'warn', 'fail', 'unsure')),
  can_only_warn boolean not null,
  other_fails integer not null check (other_fails >= 0),
  primary key (attempt_id, check_id)
);
create index on attempt_findings (check_id, spec_id, at desc, attempt_id desc)
  include (value, verdict, can_only_warn, other_fails);

-- Reports of before a finding told `atMost`: what warned beyond the limit that refuses can only warn.
create function findings_of(report jsonb)
returns table (check_id text, spec_id text, value double precision, verdict text, can_only_warn boolean, other_fails integer)
language sql immutable as $$
  select f ->> 'id', report ->> 'spec', (f ->> 'value')::double precision, f ->> 'verdict',
    coalesce(f ->> 'atMost' = 'warn', false) or f ->> 'verdict' = 'warn' and coalesce(
      (f ->> 'value')::double precision < (f #>> '{limit,fail,min}')::double precision
        or (f ->> 'value')::double precision > (f #>> '{limit,fail,max}')::double precision, false),
    (count(*) filter (where f ->> 'verdict' = 'fail') over ())::int - (f ->> 'verdict' = 'fail')::int
  from jsonb_array_elements(case jsonb_typeof(report -> 'findings') when 'array' then report -> 'findings' else '[]' end) f
  where report ->> 'spec' is not null and f ->> 'id' is not null and f ->> 'verdict' in ('pass', 'warn', 'fail', 'unsure')
$$;

create function keep_attempt_findings() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    delete from attempt_findings where attempt_id = new.id;
  end if;
  insert into attempt_findings select new.id, check_id, spec_id, new.created_at, value, verdict, can_only_warn, other_fails
    from findings_of(new.report) f on conflict do nothing;
  return null;
end $$;
create trigger keep_findings after insert or update of report on attempts
  for each row execute function keep_attempt_findings();

insert into attempt_findings
  select a.id, f.check_id, f.spec_id, a.created_at, f.value, f.verdict, f.can_only_warn, f.other_fails
  from attempts a, findings_of(a.report) f on conflict do nothing;

create index on reviews (attempt_id);
create index on registry_items (attempt_id);
create index on registry_items (settled_at) where state <> 'open';
