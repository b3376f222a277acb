-- Schools keep their projects themselves: drafts until confirmed, captions of print sheets.

alter table projects
  add column print_caption text not null default '',
  add column confirmed_at timestamptz;
update projects set confirmed_at = now();
create index on projects (opens_at, id);
create index on persons (school_code, department, class);
