/** Complete timeline of a collection, newest first. */
import {
  type AuditAction,
  type Bilingual,
  type CollectionMove,
  collectionMoves,
  collectionStates,
  isPhoneLookReason,
  messageStates,
  messageTemplates,
  orderStates,
  payProviders,
  phoneLookReasons,
  refundCauses,
  refundStates,
} from "@gradphoto/domain";
import { and, desc, eq, inArray, notInArray } from "drizzle-orm";
import { z } from "zod";
import { mergeArchived, readArchived } from "../../core/audit/segments/archived-entries.ts";
import { sentTextOf } from "../../core/collection/queue-message.ts";
import { readRefusals, withRefusals } from "../../core/collection/read-refusals.ts";
import {
  correctionReason,
  openWords,
  reasonOfMove,
  refundDeclineReason,
  refundReason,
} from "../../core/free-words.ts";
import {
  auditEntries,
  collectionHistory,
  corrections,
  messages,
  orders,
  refunds,
  serviceNotes,
  staff,
} from "../../infra/db/schema/index.ts";
import { noteAt } from "../notes.ts";
import {
  type Entry,
  entryOf,
  mostRows,
  roleLabel,
  type Source,
  type SourceDeps,
  staffLabel,
} from "./entry.ts";
import { photos, photoViews } from "./photos.ts";

/** Reads orders, payments and refunds, with the provider's times. */
const payments: Source = async ({ db }, collectionId) => {
  const rows = await db
    .select()
    .from(orders)
    .where(eq(orders.collectionId, collectionId))
    .orderBy(desc(orders.createdAt))
    .limit(mostRows);
  return rows.flatMap((row): Entry[] => {
    const { label, tone } = orderStates[row.state];
    const { provider, amountFen, outTradeNo, transactionId, paidAt, createdAt, counts } = row;
    const ordered = entryOf({
      kind: "order",
      at: createdAt,
      title: { zh: `下单 · ${label.zh}`, en: `Ordered · ${label.en}` },
      tone: paidAt === null ? tone : "neutral",
      byLabel: roleLabel("student"),
      amountFen,
      number: outTradeNo,
    });
    if (paidAt === null) return [ordered];
    const paid = counts
      ? {
          title: {
            zh: `${payProviders[provider].zh}到账`,
            en: `Paid with ${payProviders[provider].en}`,
          },
          tone: "success" as const,
        }
      : {
          title: {
            zh: "重复或过期付款，自动退回",
            en: "Second or late payment, sent back by itself",
          },
          tone: "warning" as const,
        };
    // WeChat Pay's times have a resolution of one second, so a payment could precede its order.
    const at = new Date(Math.max(paidAt.getTime(), createdAt.getTime()));
    return [entryOf({ kind: "payment", at, ...paid, amountFen, number: transactionId }), ordered];
  });
};

const repayments: Source = async ({ db, sealer }, collectionId) => {
  const rows = await db
    .select({ refund: refunds })
    .from(refunds)
    .innerJoin(orders, eq(orders.id, refunds.orderId))
    .where(eq(orders.collectionId, collectionId))
    .orderBy(desc(refunds.createdAt))
    .limit(mostRows);
  return rows.flatMap(({ refund }): Entry[] => {
    const { state, cause, createdAt, endedAt, amountFen, outRefundNo, requestedByRole } = refund;
    const { label, tone } = refundStates[state];
    const why = refundCauses[cause];
    const facts = { kind: "refund", tone, amountFen, number: outRefundNo } as const;
    const started = { zh: `退款（${why.zh}）`, en: `Refund (${why.en})` };
    // The row of a later time reports how it ended.
    const pending = { zh: `${started.zh}· ${label.zh}`, en: `${started.en} · ${label.en}` };
    const begun = entryOf({
      ...facts,
      at: createdAt,
      tone: endedAt === null ? tone : "neutral",
      title: endedAt === null ? pending : started,
      byLabel: roleLabel(requestedByRole),
      words: openWords(sealer, refundReason, refund),
    });
    const ended = { zh: `退款结果 · ${label.zh}`, en: `Refund ended · ${label.en}` };
    const words = openWords(sealer, refundDeclineReason, refund);
    return endedAt === null
      ? [begun]
      : [entryOf({ ...facts, at: endedAt, title: ended, words }), begun];
  });
};

/** Reads contacts with the student: messages, opened corrections, notes of customer service. */
const contacts: Source = async ({ db }, collectionId) => {
  const rows = await db
    .select()
    .from(messages)
    .where(eq(messages.collectionId, collectionId))
    .orderBy(desc(messages.createdAt))
    .limit(mostRows);
  return rows.map((row): Entry => {
    const { template, state, createdAt, finishedAt } = row;
    const name = messageTemplates[template].label;
    const { label, tone } = messageStates[state];
    const title = { zh: `${name.zh} · ${label.zh}`, en: `${name.en} · ${label.en}` };
    const [at, words] = [finishedAt ?? createdAt, sentTextOf(row)];
    return entryOf({ kind: "message", at, title, tone, byLabel: roleLabel("system"), words });
  });
};

const opened = { zh: "开通信息更正", en: "Data correction allowed" };

const corrected: Source = async ({ db, sealer }, collectionId) => {
  const rows = await db
    .select()
    .from(corrections)
    .where(eq(corrections.collectionId, collectionId))
    .orderBy(desc(corrections.openedAt))
    .limit(mostRows);
  return rows.map((row) =>
    entryOf({
      kind: "correction",
      at: row.openedAt,
      title: opened,
      tone: row.usedAt === null ? "warning" : "neutral",
      byLabel: roleLabel("service"),
      words: openWords(sealer, correctionReason, row),
    }),
  );
};

const noted = { zh: "备注", en: "Note" };

const notes: Source = async ({ db, sealer }, collectionId) => {
  const rows = await db
    .select({ row: serviceNotes, writer: staff })
    .from(serviceNotes)
    .innerJoin(staff, eq(staff.id, serviceNotes.writtenBy))
    .where(eq(serviceNotes.collectionId, collectionId))
    .orderBy(desc(serviceNotes.at))
    .limit(mostRows);
  return rows.map(({ row, writer }) => {
    const name = sealer.open(writer.name, { column: "staff.name", rowId: writer.id });
    const words = sealer.open(row.note, noteAt(row.id));
    return entryOf({
      kind: "note",
      at: row.at,
      title: noted,
      tone: "info",
      byLabel: staffLabel(writer.role, name),
      words,
    });
  });
};

const checked = "phone-checked" satisfies AuditAction;
const phoneLook = "look-at-phone" satisfies AuditAction;

const ofCheck = z.object({ fits: z.boolean() });
const ofLook = z.object({ why: z.string() });

const fitted: Bilingual = {
  zh: "核对来电人手机尾号：相符",
  en: "Last four of the caller's phone: they fit",
};
const differed: Bilingual = {
  zh: "核对来电人手机尾号：不符",
  en: "Last four of the caller's phone: they do not fit",
};

/** Reads the verifications of a caller by the last digits of the phone number, and the views of the full number. */
const phoneUses: Source = async ({ db, objects }, collectionId) => {
  const actions = [checked, phoneLook];
  const subject = `collection:${collectionId}`;
  const stored = await db
    .select()
    .from(auditEntries)
    .where(and(inArray(auditEntries.action, actions), eq(auditEntries.subject, subject)))
    .orderBy(desc(auditEntries.place))
    .limit(mostRows);
  const archived = await readArchived({ db, objects }, { actions, subjects: [subject] });
  const rows = mergeArchived(stored, archived).slice(-mostRows).reverse();
  return rows.map(({ at, actor, action, details }): Entry => {
    const [role = ""] = actor.split(":");
    const by = { kind: "phone", at, byLabel: roleLabel(role) } as const;
    if (action === phoneLook)
      return entryOf({ ...by, title: lookWords(ofLook.parse(details).why) });
    const { fits } = ofCheck.parse(details);
    return entryOf({ ...by, title: fits ? fitted : differed, tone: fits ? "success" : "warning" });
  });
};

function lookWords(why: string): Bilingual {
  const { zh, en } = isPhoneLookReason(why) ? phoneLookReasons[why] : { zh: why, en: why };
  return { zh: `查看手机号（${zh}）`, en: `Looked at the phone number (${en})` };
}

/** Moves that the photo's own entry covers. */
const shownWithAttempts: readonly CollectionMove[] = ["made", "refused", "failed"];

const begun: Bilingual = { zh: "进入采集", en: "Collection started" };

/** Reads the latest moves but those that a photo's own entry covers, with the reasons of reviewers and registry. */
const moves: Source = async ({ db, sealer }, collectionId) => {
  const rows = await db
    .select()
    .from(collectionHistory)
    .where(
      and(
        eq(collectionHistory.collectionId, collectionId),
        notInArray(collectionHistory.move, [...shownWithAttempts]),
      ),
    )
    .orderBy(desc(collectionHistory.id))
    .limit(mostRows);
  return withRefusals(rows, await readRefusals(db, sealer, collectionId)).map(
    ({ step, refusal }): Entry => {
      const { move, toState, actorRole, at } = step;
      const { label, tone } = collectionStates[toState];
      const title = move === "start" ? begun : collectionMoves[move];
      return entryOf({
        kind: "move",
        at,
        title: { zh: `${title.zh} → ${label.zh}`, en: `${title.en} → ${label.en}` },
        tone,
        byLabel: roleLabel(actorRole),
        words: refusal ? refusal.words : reasonOfMove(sealer, step),
        reasons: refusal ? refusal.reasons : [],
        attemptId: refusal ? refusal.attemptId : null,
      });
    },
  );
};

/** Sources of the timeline. For entries of the same time, the earlier source is displayed above. */
const sources: readonly Source[] = [
  notes,
  contacts,
  photos,
  moves,
  corrected,
  repayments,
  payments,
  phoneUses,
  photoViews,
];

export interface TimeLine {
  readonly timeLine: Entry[];
  /** True if a source reached its row limit, so that there may be more entries. */
  readonly timeLineCut: boolean;
}

export async function readTimeLine(deps: SourceDeps, collectionId: string): Promise<TimeLine> {
  const parts = await Promise.all(sources.map((source) => source(deps, collectionId)));
  const timeLine = parts
    .flat()
    .sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0));
  return { timeLine, timeLineCut: parts.some(({ length }) => length >= mostRows) };
}
