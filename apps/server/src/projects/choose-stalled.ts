/** Selects the recipients of a reminder and their channels. The preview and the send use the same query. */
import {
  allConsentPurposes,
  allLeftOutReasons,
  anyLeftOutReason,
  consents as consentTable,
  type LeftOutReason,
  leftOutReasons,
  type MessageTemplateCode,
  type ReminderCounts,
} from "@gradphoto/domain";
import type { ParsedInput } from "@gradphoto/domain/routes";
import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import { recipientOf } from "../core/collection/read-consents.ts";
import { hasRefundRequest } from "../core/collection/withdraw.ts";
import { isMainlandPhone } from "../core/reminder-sms.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import {
  accountIdentities,
  accounts,
  collections,
  consents,
  messageCredits,
  messages,
  persons,
} from "../infra/db/schema/index.ts";
import type { ProjectDeps } from "./deps.ts";
import { whereOfPlace, whereStalled } from "./stalled.ts";

export type ReminderFilters = ParsedInput<"remindStalledStudents">["body"];

export interface Query {
  readonly projectId: string;
  /** Condition on `collections`: those of the project that the caller may count. */
  readonly scope: SQL | undefined;
  readonly schoolCode: string;
  readonly filters: ReminderFilters;
  readonly now: Date;
}

export const reminderTemplate: MessageTemplateCode = "unfinished";

const quietMs = 24 * 3_600_000;

export interface ChosenStudent {
  readonly collectionId: string;
  readonly channel: "wechat" | "sms" | Exclude<LeftOutReason, "over-budget">;
}

/** Selects students, longest wait first, so that these get text messages before the budget is used up. */
export async function chooseStalled(
  { sealer, appid }: Pick<ProjectDeps, "sealer" | "appid">,
  from: Database | Transaction,
  { scope, schoolCode, filters, now }: Query,
): Promise<readonly ChosenStudent[]> {
  const { days, state, ...place } = filters;
  const rows = await from
    .select({
      collectionId: collections.id,
      accountId: collections.accountId,
      phone: accounts.phone,
      withdrew: withdrew(schoolCode),
      hasRefundRequest,
      wasReminded: wasReminded(now),
      subscribed: subscribed(appid),
    })
    .from(collections)
    .innerJoin(persons, eq(persons.id, collections.personId))
    .innerJoin(accounts, eq(accounts.id, collections.accountId))
    .where(
      and(
        whereStalled(scope, days, now),
        whereOfPlace(schoolCode, place),
        state === undefined ? undefined : eq(collections.state, state),
      ),
    )
    .orderBy(asc(collections.updatedAt), asc(collections.id));
  const seen = new Set<string>();
  return rows.map(({ collectionId, accountId, phone, ...row }) => {
    const channelOf = (): ChosenStudent["channel"] => {
      if (row.withdrew) return "withdrawn";
      if (row.hasRefundRequest) return "refund";
      if (row.wasReminded || seen.has(accountId)) return "recentlyMessaged";
      if (row.subscribed) return "wechat";
      const number = phone && sealer.open(phone, { column: "accounts.phone", rowId: accountId });
      return number && isMainlandPhone(number) ? "sms" : "unreachable";
    };
    const channel = channelOf();
    // A refund concerns only one collection, so the account's other collections may still be reminded.
    if (channel !== "refund") seen.add(accountId);
    return { collectionId, channel };
  });
}

export function countChosen(chosen: readonly ChosenStudent[], smsLeft: number): ReminderCounts {
  const of = (channel: ChosenStudent["channel"]): number =>
    chosen.filter((one) => one.channel === channel).length;
  const bySms = Math.min(of("sms"), smsLeft);
  return {
    chosen: chosen.length,
    byWechat: of("wechat"),
    bySms,
    leftOut: {
      withdrawn: of("withdrawn"),
      refund: of("refund"),
      recentlyMessaged: of("recentlyMessaged"),
      unreachable: of("unreachable"),
      "over-budget": of("sms") - bySms,
    },
  };
}

/** Hides a reason that applies to fewer students than this: it could be attributed to a known person. */
const smallGroupLimit = 5;

export const presentCounts = ({ leftOut, ...counts }: ReminderCounts) => {
  const reasons = allLeftOutReasons.map((reason) => ({
    reason: String(reason),
    label: leftOutReasons[reason],
    count: leftOut[reason],
  }));
  if (counts.chosen >= smallGroupLimit) return { ...counts, leftOut: reasons };
  const harmless = reasons.filter(
    ({ reason }) => reason === "recentlyMessaged" || reason === "over-budget",
  );
  const count = leftOut.withdrawn + leftOut.refund + leftOut.unreachable;
  return {
    ...counts,
    leftOut: [{ reason: "one-of-them", label: anyLeftOutReason, count }, ...harmless],
  };
};

/** Condition: the student withdrew a consent that photos require. Such students are not reminded. */
const withdrew = (schoolCode: string): SQL<boolean> => {
  const needed = allConsentPurposes.filter((purpose) => consentTable[purpose].requiredForPhoto);
  const pairs = needed.map((purpose) => sql`(${purpose}, ${recipientOf(purpose, schoolCode)})`);
  return sql<boolean>`exists (select from ${consents} withdrawn where withdrawn.account_id = ${collections.accountId}
    and (withdrawn.purpose, withdrawn.recipient) in (${sql.join(pairs, sql`, `)}) and withdrawn.withdrawn_at is not null
    and not exists (select from ${consents} granted where granted.account_id = withdrawn.account_id
      and granted.purpose = withdrawn.purpose and granted.recipient = withdrawn.recipient and granted.withdrawn_at is null))`;
};

/** Condition: the student was reminded. Any message of any project counts, except those that could not be sent. */
const wasReminded = (now: Date): SQL<boolean> =>
  sql<boolean>`exists (select from ${messages} m join ${collections} c on c.id = m.collection_id
    where c.account_id = ${collections.accountId} and m.state in ('queued', 'sent')
    and m.created_at > ${new Date(now.getTime() - quietMs)})`;

const subscribed = (appid: string): SQL<boolean> =>
  sql<boolean>`exists (select from ${messageCredits} k join ${accountIdentities} i on i.account_id = k.account_id
    where k.account_id = ${collections.accountId} and k.template = ${reminderTemplate} and k.credits > 0
    and i.appid = ${appid})`;
