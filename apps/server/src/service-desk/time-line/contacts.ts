/** What passed between us and the student: messages, corrections that were opened, notes of customer service. */
import { messageStates, messageTemplates } from "@gradphoto/domain";
import { desc, eq } from "drizzle-orm";
import { correctionReason, openWords } from "../../core/free-words.ts";
import { sentTextOf } from "../../core/sent-text.ts";
import { corrections, messages, serviceNotes, staff } from "../../infra/db/schema/index.ts";
import { noteAt } from "../notes.ts";
import { byRole, type Entry, mostRows, named, type Source, tell } from "./entry.ts";

export const contacts: Source = async ({ db }, collectionId) => {
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
    return tell({ kind: "message", at, title, tone, byLabel: byRole("system"), words });
  });
};

const opened = { zh: "开通信息更正", en: "Data correction allowed" };

export const corrected: Source = async ({ db, sealer }, collectionId) => {
  const rows = await db
    .select()
    .from(corrections)
    .where(eq(corrections.collectionId, collectionId))
    .orderBy(desc(corrections.openedAt))
    .limit(mostRows);
  return rows.map((row) =>
    tell({
      kind: "correction",
      at: row.openedAt,
      title: opened,
      tone: row.usedAt === null ? "warning" : "neutral",
      byLabel: byRole("service"),
      words: openWords(sealer, correctionReason, row),
    }),
  );
};

const noted = { zh: "备注", en: "Note" };

export const notes: Source = async ({ db, sealer }, collectionId) => {
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
    return tell({ kind: "note", at: row.at, title: noted, tone: "info", byLabel: named(writer.role, name), words });
  });
};
