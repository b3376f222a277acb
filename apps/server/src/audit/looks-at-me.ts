/** Views of the caller's pictures and data: role, time and purpose, never the person. */
import {
  type Bilingual,
  isPhoneLookReason,
  isRole,
  phoneLookReasons,
  roles,
} from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, desc, eq, inArray, or } from "drizzle-orm";
import { z } from "zod";
import {
  type ArchivedLog,
  mergeArchived,
  readArchivedSkippingLost,
} from "../core/audit/segments/archived-entries.ts";
import { attempts, auditEntries, collections } from "../infra/db/schema/index.ts";
import type { Warn } from "../infra/process-each-row.ts";

type Look = RouteAnswer<"listLooksAtMe">["looks"][number];

/** Upper limit that nobody reaches; the data export contains the rest. */
const visibleCount = 200;

const ofPicture = { seen: "look-at-picture", downloaded: "photo-downloaded" } as const;
const ofCollection = {
  seen: "look-at-collection",
  phone: "look-at-phone",
  evidence: "move:take-evidence",
  named: "student-named",
  displayed: "student-displayed",
} as const;

export interface LookDeps extends ArchivedLog {
  readonly warn: Warn;
}

export async function listLooksAtMe(
  log: LookDeps,
  accountId: string,
): Promise<RouteAnswer<"listLooksAtMe">> {
  const { db } = log;
  const rows = await db
    .select({ collectionId: collections.id, attemptId: attempts.id, number: attempts.number })
    .from(collections)
    .leftJoin(attempts, eq(attempts.collectionId, collections.id))
    .where(eq(collections.accountId, accountId));
  const numbers = new Map(rows.map(({ attemptId, number }) => [`attempt:${attemptId}`, number]));
  const own = [...new Set(rows.map(({ collectionId }) => `collection:${collectionId}`))];
  if (own.length === 0) return { looks: [], isComplete: true };
  const stored = await db
    .select()
    .from(auditEntries)
    .where(
      or(
        and(
          inArray(auditEntries.action, Object.values(ofPicture)),
          inArray(auditEntries.subject, [...numbers.keys()]),
        ),
        and(
          inArray(auditEntries.action, Object.values(ofCollection)),
          inArray(auditEntries.subject, own),
        ),
      ),
    )
    .orderBy(desc(auditEntries.place))
    .limit(visibleCount);
  const ofPictures = { actions: Object.values(ofPicture), subjects: [...numbers.keys()] };
  const ofCollections = { actions: Object.values(ofCollection), subjects: own };
  const archived = await readArchivedSkippingLost(log, [ofPictures, ofCollections]);
  const looks = mergeArchived(stored, archived.rows).slice(-visibleCount).reverse();
  return {
    isComplete: archived.isComplete,
    looks: looks.map(({ at, actor, action, subject, details }) => ({
      at: at.toISOString(),
      byLabel: officeOf(actor),
      whatLabel: whatWords(action, details),
      attemptNumber: numbers.get(subject) ?? null,
    })),
  };
}

function officeOf(actor: string): Bilingual {
  const [role = ""] = actor.split(":");
  const { zh, en } = isRole(role) ? roles[role] : { zh: role, en: role };
  return { zh, en };
}

const ofPhone = z.object({ why: z.string() });
const ofLook = z.object({ purpose: z.string(), picture: z.string().default("photo") });

/** Purpose for the student; repeating the office's name would add nothing. */
const reasons: Readonly<Record<string, Bilingual>> = {
  review: { zh: "用于审核", en: "to review it" },
  service: { zh: "用于处理客服问题", en: "to answer a question" },
  school: { zh: "用于学校核对", en: "for the school's records" },
};

function whatWords(action: string, details: unknown): Look["whatLabel"] {
  if (action === ofPicture.downloaded) return { zh: "下载了照片", en: "downloaded the photo" };
  if (action === ofCollection.evidence)
    return { zh: "取走了身份材料", en: "took the evidence of identity" };
  if (action === ofCollection.named)
    return { zh: "导出了学号和姓名", en: "took your number and name out in a list" };
  if (action === ofCollection.displayed)
    return { zh: "查看了学号和姓名", en: "looked at your number and name" };
  if (action === ofCollection.phone) return phoneWords(ofPhone.parse(details).why);
  if (action === ofCollection.seen)
    return { zh: "查看了采集信息", en: "looked at your collection" };
  const { purpose, picture } = ofLook.parse(details);
  const why = reasons[purpose] ?? { zh: purpose, en: purpose };
  const what =
    picture === "original"
      ? { zh: "原照片", en: "original photo" }
      : { zh: "标准照", en: "standard photo" };
  return { zh: `查看了${what.zh}（${why.zh}）`, en: `looked at the ${what.en} (${why.en})` };
}

function phoneWords(why: string): Bilingual {
  const { zh, en } = isPhoneLookReason(why) ? phoneLookReasons[why] : { zh: why, en: why };
  return { zh: `查看了手机号（${zh}）`, en: `looked at your phone number (${en})` };
}
