/** Lists of the console as files: filters and rows are their pages', said in one language. */
import { type Bilingual, findingLine, staffStates } from "@gradphoto/domain";
import { exportedLists } from "@gradphoto/domain/routes";
import type { z } from "zod";
import type { ListReader, ListReaders } from "../deps.ts";
import type { Scope } from "../scope.ts";
import { type Row, rowsAtOnce, type SourceOf, type TableSource, timeText } from "./table-source.ts";

interface Say {
  readonly say: (words: Bilingual) => string;
  /** Several in one cell. */
  readonly join: (texts: readonly string[]) => string;
}

interface Asked {
  readonly limit: number;
  readonly after?: string | undefined;
}

interface Listed<Query extends Asked, Answer extends { readonly next: string | null }, Column extends string> {
  readonly reader: (lists: ListReaders) => ListReader<Query, Answer>;
  readonly query: z.ZodType<Query>;
  readonly rows: (answer: Answer, say: Say) => readonly Row<Column>[];
}

function listed<Query extends Asked, Answer extends { readonly next: string | null }, Column extends string>({
  reader,
  query,
  rows,
}: Listed<Query, Answer, Column>): TableSource<Column> {
  const asked = ({ filters }: Scope): Query => query.parse({ ...filters, limit: 1 });
  return {
    count: ({ lists }, scope) => reader(lists).count(asked(scope)),
    page: async ({ lists }, scope, after) => {
      const page = { ...asked(scope), limit: rowsAtOnce, after: after ?? undefined };
      const answer = await reader(lists).page(page);
      return { rows: rows(answer, sayIn(scope)), next: answer.next };
    },
  };
}

const sayIn = ({ language }: Scope): Say => ({
  say: (words) => words[language],
  join: (texts) => texts.join(language === "zh" ? "；" : "; "),
});

const time = (instant: string | null): string | null => timeText(instant === null ? null : new Date(instant));

export const messageSource: SourceOf<"messages"> = listed({
  reader: (lists) => lists.messages,
  query: exportedLists.messages.query,
  rows: ({ messages }, { say }) =>
    messages.map(({ createdAt, label, stateLabel, tries, faultLabel, endedAt, collectionId }) => ({
      createdAt: time(createdAt),
      message: say(label),
      state: say(stateLabel),
      tries,
      fault: faultLabel && say(faultLabel),
      endedAt: time(endedAt),
      collectionId,
    })),
});

export const failedPhotoSource: SourceOf<"failed-photos"> = listed({
  reader: (lists) => lists["failed-photos"],
  query: exportedLists["failed-photos"].query,
  rows: ({ attempts }, { say }) =>
    attempts.map(({ kindLabel, collectionId, number, faultLabel, tries, createdAt, failedAt, refusal }) => ({
      job: say(kindLabel),
      collectionId,
      number,
      fault: say(faultLabel),
      tries,
      createdAt: time(createdAt),
      failedAt: time(failedAt),
      refusal: refusal && say(refusal),
    })),
});

export const refusalSource: SourceOf<"registry-refusals"> = listed({
  reader: (lists) => lists["registry-refusals"],
  query: exportedLists["registry-refusals"].query,
  rows: ({ refusals }, { say, join }) =>
    refusals.map(({ settledAt, collectionId, reason, findings, batchId }) => ({
      settledAt: time(settledAt),
      collectionId,
      reason: say(reason.label),
      findings: join(findings.map((finding) => findingLine(finding, say))),
      batchId,
    })),
});

export const retentionRunSource: SourceOf<"retention-runs"> = listed({
  reader: (lists) => lists["retention-runs"],
  query: exportedLists["retention-runs"].query,
  rows: ({ runs }, { say }) =>
    runs.map(({ beganAt, causeLabel, label, photos, persons, accounts, faults, filesLeft, endedAt }) => ({
      beganAt: time(beganAt),
      cause: say(causeLabel),
      outcome: say(label),
      photos,
      persons,
      accounts,
      faults,
      filesLeft,
      endedAt: time(endedAt),
    })),
});

export const staffSource: SourceOf<"staff"> = listed({
  reader: (lists) => lists.staff,
  query: exportedLists.staff.query,
  rows: ({ staff }, { say }) =>
    staff.map(({ username, name, roleLabel, school, disabledAt, lastSeenAt, createdAt }) => ({
      username,
      name,
      role: say(roleLabel),
      school: school?.name ?? null,
      state: say(staffStates[disabledAt === null ? "active" : "disabled"].label),
      lastSeenAt: time(lastSeenAt),
      createdAt: time(createdAt),
    })),
});

export const schoolSource: SourceOf<"schools"> = listed({
  reader: (lists) => lists.schools,
  query: exportedLists.schools.query,
  rows: ({ schools }, { join }) =>
    schools.map(({ schoolCode, name, aliases, pinyin, serviceHours, projects }) => ({
      schoolCode,
      name,
      aliases: join(aliases),
      pinyin,
      serviceHours,
      projects,
    })),
});
