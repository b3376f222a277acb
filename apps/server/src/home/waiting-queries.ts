/** Query of each kind of pending work: its rows, and since when each has waited. */
import { retryStates, type WaitingKind } from "@gradphoto/domain";
import { and, isNull, type SQL, sql } from "drizzle-orm";
import { type Call, staffOf } from "../core/call.ts";
import { countedFor, whereReportedToSchool } from "../core/collection/reported-to-school.ts";
import type { InForce } from "../core/configuration/read-configuration.ts";
import { beijingDate } from "../core/days.ts";
import { whereCountedDecision } from "../core/review/decided.ts";
import {
  joinOriginalTask,
  whereFreeLook,
  wherePendingSecondLook,
} from "../core/review/second-looks.ts";
import {
  whereDecidedBy,
  whereForOthersThan,
  whereInHandOf,
  whereUndecided,
} from "../core/review/waiting-reviews.ts";
import { withdrawnSheets } from "../core/review/withdrawn-sheets.ts";
import { isExpectedVisibleTo, isPlace } from "../core/school-scope.ts";
import { collections, expectedNumbers, exports, reviewTasks } from "../infra/db/schema/index.ts";

export interface WaitingQuery {
  readonly from: SQL;
  readonly since: SQL;
  /** Project id, for kinds that are listed per project. */
  readonly project?: SQL;
  /** Number of items, for rows that represent several. */
  readonly count?: SQL;
}

interface Asker {
  readonly call: Call;
  readonly at: Date;
  /** The caller's time as a SQL parameter. */
  readonly now: SQL;
  readonly previousDay: SQL;
  readonly inForce: InForce;
}

/** A few failed tries are normal when the registry is unavailable. */
const worryingTries = 3;

/**
 * Selects submissions. Operators see all of them. Reviewers see those in their own queue, including leased ones, so
 * that a task that a colleague views and releases does not count as new.
 */
function toReview({ call, at }: Asker): SQL {
  const all = sql`${collections} where ${whereUndecided}`;
  const { role } = call.caller;
  return role === "operator"
    ? all
    : sql`${all} and ${whereDecidedBy(role)} and not ${whereForOthersThan(staffOf(call), at)}`;
}

const openCases = ({ call }: Asker): SQL =>
  sql`service_cases where closed_at is null and owner_id = ${staffOf(call)}`;

const mySchool = ({ call }: Asker): string => call.caller.schoolCode ?? "";

/** Selects the expected number of the school or of the caller's department. */
const expectedOf = ({ call: { caller } }: Asker, project: SQL): SQL =>
  sql`(select sum(${expectedNumbers.expected}) from ${expectedNumbers}
    where ${and(sql`${expectedNumbers.projectId} = ${project}`, isExpectedVisibleTo(caller))})`;
const startedOf = ({ call: { caller } }: Asker, project: SQL): SQL =>
  sql`(select count(*) from ${collections}
    where ${and(sql`${collections.projectId} = ${project}`, countedFor(caller))})`;

/** Condition for exports of the caller's current post. */
const ofPost = ({ call: { caller } }: Asker): SQL =>
  caller.department === null
    ? isNull(exports.department)
    : isPlace(exports.department, caller.department);

/** Selects students in an identity check. A school sees only those who consented to disclosure to it. */
const inIdentityCheck = (asker: Asker): SQL =>
  sql`collections join projects on projects.id = collections.project_id and projects.school_code = ${mySchool(asker)}
    where collections.state = 'identity_check' and ${whereReportedToSchool(mySchool(asker))}`;
const evidence = sql`select from identity_evidence e where e.collection_id = collections.id`;

export const waitingQueries: Readonly<Record<WaitingKind, (asker: Asker) => WaitingQuery>> = {
  "cases-overdue": (asker) => ({
    from: sql`${openCases(asker)} and due_at < ${asker.now}`,
    since: sql`due_at`,
  }),
  "cases-due-today": (asker) => ({
    from: sql`${openCases(asker)} and due_at >= ${asker.now} and ${beijingDate(sql`due_at`)} = ${beijingDate(asker.now)}`,
    since: sql`opened_at`,
  }),
  "cases-handed-over": ({ call }) => ({
    from: sql`service_cases s cross join lateral (select max(h.at) as at from service_case_hand_overs h
      where h.case_id = s.id and h.to_staff_id = ${staffOf(call)}) handed
      where s.closed_at is null and s.owner_id = ${staffOf(call)} and handed.at is not null`,
    since: sql`handed.at`,
  }),
  "reviews-overdue": (asker) => ({
    from: sql`${toReview(asker)} and ${collections.reviewDueAt} < ${asker.now}`,
    since: sql`${collections.reviewDueAt}`,
  }),
  "reviews-due-today": (asker) => ({
    from: sql`${toReview(asker)} and ${collections.reviewDueAt} >= ${asker.now}
      and ${beijingDate(sql`${collections.reviewDueAt}`)} = ${beijingDate(asker.now)}`,
    since: sql`${collections.submittedAt}`,
  }),
  reviews: (asker) => ({ from: toReview(asker), since: sql`${collections.submittedAt}` }),
  // A senior reviewer who recalls a decision holds its lease.
  "reviews-for-senior": (asker) => ({
    from: sql`${toReview(asker)} and ${collections.handedTo} is not null
      and not ${whereInHandOf(staffOf(asker.call), asker.at)}`,
    since: sql`${collections.updatedAt}`,
  }),
  "second-looks": ({ call, at }) => ({
    from: sql`${reviewTasks} ${joinOriginalTask}
      where ${and(wherePendingSecondLook(staffOf(call)), whereFreeLook(staffOf(call), at))}`,
    since: sql`${reviewTasks.createdAt}`,
  }),
  "sheets-withdrawn": ({ at, inForce }) => ({
    from: sql`(${withdrawnSheets(inForce, at)}) withdrawn`,
    since: sql`since`,
  }),
  "decisions-recalled": ({ call, now }) => ({
    from: sql`${reviewTasks} where ${whereCountedDecision} and ${reviewTasks.reviewerId} = ${staffOf(call)}
      and ${reviewTasks.at} > ${now} - interval '3 days' and ${reviewTasks.recalledBy} is not null`,
    since: sql`${reviewTasks.undoneAt}`,
  }),
  "photos-failed": () => ({
    from: sql`attempts a join collections c on c.id = a.collection_id
      where a.state = 'failed' and a.pictures_deleted_at is null and c.state = any(${sql.param([...retryStates])}::text[])
      and not exists (select from attempts later where later.collection_id = a.collection_id and later.number > a.number)`,
    since: sql`a.created_at`,
  }),
  "batches-refused": () => ({
    from: sql`registry_batches where state in ('queued', 'sent') and tries >= ${worryingTries}::int`,
    since: sql`created_at`,
  }),
  "registry-refusals": ({ previousDay }) => ({
    from: sql`registry_items where state = 'refused' and settled_at > ${previousDay}`,
    since: sql`settled_at`,
  }),
  "identity-checks": () => ({
    from: sql`registry_items i join registry_batches b on b.id = i.batch_id where i.state = 'open' and i.identity is not null`,
    since: sql`b.created_at`,
  }),
  "identity-evidence-submitted": (asker) => ({
    from: sql`${inIdentityCheck(asker)} and exists (${evidence} and e.taken_at is null)`,
    since: sql`(select min(e.granted_at) from identity_evidence e where e.collection_id = collections.id and e.taken_at is null)`,
    project: sql`${collections.projectId}`,
  }),
  "identity-evidence-missing": (asker) => ({
    from: sql`${inIdentityCheck(asker)} and not exists (${evidence})`,
    since: sql`${collections.updatedAt}`,
    project: sql`${collections.projectId}`,
  }),
  "refunds-requested": () => ({
    from: sql`refunds where state = 'requested'`,
    since: sql`created_at`,
  }),
  // The initiator cannot be the second person. This also applies to accounts and settings below.
  "refunds-waiting": ({ call }) => ({
    from: sql`refunds where state = 'waiting' and started_by is distinct from ${staffOf(call)}`,
    since: sql`created_at`,
  }),
  "refunds-abnormal": () => ({
    from: sql`refunds where state = 'abnormal'`,
    since: sql`created_at`,
  }),
  "differences-open": () => ({
    from: sql`payment_differences where settled_at is null`,
    since: sql`discovered_at`,
  }),
  "messages-failed": ({ previousDay }) => ({
    from: sql`messages where state = 'failed' and created_at > ${previousDay}`,
    since: sql`created_at`,
  }),
  "staff-unconfirmed": ({ call }) => ({
    from: sql`staff where unconfirmed_at is not null and disabled_at is null
      and unconfirmed_by is distinct from ${staffOf(call)}`,
    since: sql`unconfirmed_at`,
  }),
  "configuration-proposed": ({ call }) => ({
    // A spec that was proposed before specs were files can no longer be decided.
    from: sql`configuration_changes where state = 'proposed' and item <> 'photo-spec' and proposed_by is distinct from ${staffOf(call)}`,
    since: sql`proposed_at`,
  }),
  "projects-unconfirmed": ({ now }) => ({
    from: sql`projects where confirmed_at is null and opens_at < ${now} + interval '7 days' and closes_at > ${now}`,
    since: sql`opens_at`,
  }),
  "api-keys-unconfirmed": ({ call, now }) => ({
    from: sql`api_keys where confirmed_by is null and revoked_at is null and expires_at > ${now}
      and created_by <> ${staffOf(call)}
      and (${call.caller.schoolCode}::text is null or school_code = ${call.caller.schoolCode})`,
    since: sql`created_at`,
  }),
  "webhooks-failing": ({ call, now }) => ({
    from: sql`webhooks where (paused_at is not null or failing_since < ${now} - interval '1 hour')
      and (${call.caller.schoolCode}::text is null or school_code = ${call.caller.schoolCode})`,
    since: sql`coalesce(failing_since, paused_at)`,
  }),
  drafts: (asker) => ({
    from: sql`projects where school_code = ${mySchool(asker)} and confirmed_at is null and closes_at > ${asker.now}`,
    since: sql`opens_at`,
  }),
  "closing-soon": (asker) => ({
    from: sql`(select p.id, ${expectedOf(asker, sql`p.id`)} - ${startedOf(asker, sql`p.id`)} as missing
      from projects p where p.school_code = ${mySchool(asker)} and p.confirmed_at is not null and p.opens_at <= ${asker.now}
      and p.closes_at > ${asker.now} and p.closes_at <= ${asker.now} + interval '7 days') closing where missing > 0`,
    // Nobody waits: the students have not begun.
    since: sql`null::timestamptz`,
    project: sql`id`,
    count: sql`sum(missing)`,
  }),
  "exports-broken": (asker) => ({
    from: sql`exports where staff_id = ${staffOf(asker.call)} and school_code = ${mySchool(asker)}
      and ${ofPost(asker)} and state in ('interrupted', 'outdated') and expires_at > ${asker.now}`,
    since: sql`coalesce(ended_at, created_at)`,
  }),
};
