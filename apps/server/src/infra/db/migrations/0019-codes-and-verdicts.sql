-- Codes are those of the domain's tables; the engine's verdict is a column beside its report, which goes with the pictures.

alter table payment_differences
  add check (kind in (
    'unknown-order', 'wrong-amount', 'wrong-merchant', 'second-payment', 'payment-missing-here',
    'payment-missing-there', 'unknown-refund', 'wrong-refund-amount', 'refund-missing-here', 'refund-missing-there',
    'refund-abnormal', 'refund-closed'
  ));

alter table collection_history
  add check (move in (
    'pay', 'expire', 'upload', 'made', 'refused', 'failed', 'make-again', 'submit', 'approve', 'reject', 'escalate',
    'grant-exception', 'withdraw', 'appeal', 'undo', 'queue-upload', 'accepted', 'refused-by-registry',
    'start-refund', 'refunded', 'refund-failed', 'correct-identity', 'start'
  )),
  add check (from_state in (
    'verified', 'paid', 'processing', 'ready', 'in_review', 'rejected', 'approved', 'uploading', 'returned',
    'refunding', 'completed', 'closed', 'refunded'
  )),
  add check (to_state in (
    'verified', 'paid', 'processing', 'ready', 'in_review', 'rejected', 'approved', 'uploading', 'returned',
    'refunding', 'completed', 'closed', 'refunded'
  )),
  add check (actor_role in (
    'anonymous', 'student', 'helper', 'reviewer', 'senior-reviewer', 'service', 'finance', 'school-admin', 'operator',
    'auditor', 'system'
  ));

alter table collections
  add check (state in (
    'verified', 'paid', 'processing', 'ready', 'in_review', 'rejected', 'approved', 'uploading', 'returned',
    'refunding', 'completed', 'closed', 'refunded'
  )),
  add check (state_before in (
    'verified', 'paid', 'processing', 'ready', 'in_review', 'rejected', 'approved', 'uploading', 'returned',
    'refunding', 'completed', 'closed', 'refunded'
  )),
  add check (handed_to in (
    'anonymous', 'student', 'helper', 'reviewer', 'senior-reviewer', 'service', 'finance', 'school-admin', 'operator',
    'auditor', 'system'
  ));

alter table consents
  add check (purpose in ('service', 'face', 'school', 'registry'));

alter table exports
  add check (kind in (
    'school-collections', 'stalled-students', 'finished-photos', 'orders', 'refunds', 'ledger', 'bill-differences',
    'invoices', 'audit', 'staff-decisions', 'messages', 'failed-photos', 'registry-refusals', 'retention-runs',
    'staff', 'schools'
  ));

alter table message_credits
  add check (template in ('review-approved', 'review-rejected', 'completed', 'registry-returned', 'refunded'));

alter table messages
  add check (template in ('review-approved', 'review-rejected', 'completed', 'registry-returned', 'refunded'));

alter table payment_notifications
  add check (about in ('payment', 'refund', 'other'));

alter table refunds
  add check (requested_by_role in (
    'anonymous', 'student', 'helper', 'reviewer', 'senior-reviewer', 'service', 'finance', 'school-admin', 'operator',
    'auditor', 'system'
  )),
  add check (started_by_role in (
    'anonymous', 'student', 'helper', 'reviewer', 'senior-reviewer', 'service', 'finance', 'school-admin', 'operator',
    'auditor', 'system'
  ));

alter table projects
  add check (education_category in (
    'graduate', 'bachelor', 'associate', 'adult', 'online', 'self-study', 'vocational'
  )),
  add check (spec_id in (
    'chsi-blue', 'chsi-white', 'chsi-grey', 'gaokao', 'id-card', 'exit-entry', 'cn-one-inch', 'cn-two-inch',
    'exam-480x640'
  )),
  add check (refund_rule in ('until-submitted', 'until-photo'));

alter table sessions
  add check (role in (
    'anonymous', 'student', 'helper', 'reviewer', 'senior-reviewer', 'service', 'finance', 'school-admin', 'operator',
    'auditor', 'system'
  ));

alter table staff
  add check (role in ('reviewer', 'senior-reviewer', 'service', 'finance', 'school-admin', 'operator', 'auditor'));

-- A report that was taken away is none; one that names neither tables nor trellis is of a time when there was no choice.
alter table attempts drop constraint attempts_check2;
update attempts set report = null where pictures_deleted_at is not null and report is not null;
update attempts set report = jsonb_set(report, '{operations}', (
  select jsonb_agg(
    case op ->> 'op' when 'encode-jpeg'
      then jsonb_set(op, '{params}', '{"tables": "annex-k", "trellis": false}' || (op -> 'params'))
      else op
    end order by place)
  from jsonb_array_elements(report -> 'operations') with ordinality operations (op, place)
))
where report @? '$.operations[*] ? (@.op == "encode-jpeg" && !(exists(@.params.tables) && exists(@.params.trellis)))';

alter table attempts
  add column verdict text generated always as (report ->> 'verdict') stored
    check (verdict in ('pass', 'review', 'refused')),
  add check ((report is null) = (verdict is null)),
  add check (
    state not in ('made', 'refused')
      or ((report is not null or pictures_deleted_at is not null) and engine_version is not null)
  );
