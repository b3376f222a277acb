/** When customer service checked a caller by the end of the phone number, and when somebody looked at the whole number. */
import { type AuditAction, type Bilingual, isPhoneLookReason, phoneLookReasons } from "@gradphoto/domain";
import { and, desc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { readArchived, withArchived } from "../../core/audit/segments/archived-entries.ts";
import { auditEntries } from "../../infra/db/schema/index.ts";
import { byRole, type Entry, mostRows, type Source, tell } from "./entry.ts";

const checked = "phone-checked" satisfies AuditAction;
const looked = "look-at-phone" satisfies AuditAction;

const ofCheck = z.object({ fits: z.boolean() });
const ofLook = z.object({ why: z.string() });

const fitted: Bilingual = { zh: "核对来电人手机尾号：相符", en: "Last four of the caller's phone: they fit" };
const differed: Bilingual = { zh: "核对来电人手机尾号：不符", en: "Last four of the caller's phone: they do not fit" };

export const phoneUses: Source = async ({ db, objects }, collectionId) => {
  const actions = [checked, looked];
  const subject = `collection:${collectionId}`;
  const kept = await db
    .select()
    .from(auditEntries)
    .where(and(inArray(auditEntries.action, actions), eq(auditEntries.subject, subject)))
    .orderBy(desc(auditEntries.place))
    .limit(mostRows);
  const archived = await readArchived({ db, objects }, { actions, subjects: [subject] });
  const rows = withArchived(kept, archived).slice(-mostRows).reverse();
  return rows.map(({ at, actor, action, details }): Entry => {
    const [role = ""] = actor.split(":");
    const by = { kind: "phone", at, byLabel: byRole(role) } as const;
    if (action === looked) return tell({ ...by, title: lookWords(ofLook.parse(details).why) });
    const { fits } = ofCheck.parse(details);
    return tell({ ...by, title: fits ? fitted : differed, tone: fits ? "success" : "warning" });
  });
};

function lookWords(why: string): Bilingual {
  const { zh, en } = isPhoneLookReason(why) ? phoneLookReasons[why] : { zh: why, en: why };
  return { zh: `查看手机号（${zh}）`, en: `Looked at the phone number (${en})` };
}
