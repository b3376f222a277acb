-- Which of an account's WeChat identities a session belongs to: its payer. Evidence of exceptions is sealed and goes with its person; times that guard a write are as fine as programs read them.

alter table reviews drop column evidence;
alter table reviews add column evidence sealed;

alter table sessions add column identity_id uuid references account_identities on delete set null;

alter table collections alter column updated_at type timestamptz(3);
