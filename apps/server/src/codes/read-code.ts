/** Checks a collection code against the chosen project and remembers the reading for a while. */
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq } from "drizzle-orm";
import { type Refusal, refuse } from "../core/call.ts";
import { useRefusal } from "../core/collection/code-uses.ts";
import type { ProjectRow } from "../core/project/present-project.ts";
import { isConfirmed, windowRefusal } from "../core/project/project-window.ts";
import type { OpenedCode } from "../infra/collection-code-issuer/collection-code-issuer.ts";
import type { Database } from "../infra/db/database.ts";
import { codeReadings, projects } from "../infra/db/schema/index.ts";
import type { CodeDeps } from "./deps.ts";
import { issuerRefusal } from "./issuer-refusal.ts";
import { sealReading } from "./reading.ts";
import { lockRefusal, triesLeft } from "./tries.ts";

/** Long enough to look for the ID card, short enough for a borrowed phone. */
const readingMs = 30 * 60 * 1000;
/** China has had no summer time since 1991. */
const shanghaiOffsetMs = 8 * 3600 * 1000;

export interface ReadCodeInput {
  readonly text: string;
  readonly projectId: string;
  readonly accountId: string;
}

export async function readCode(
  deps: CodeDeps,
  { text, projectId, accountId }: ReadCodeInput,
): Promise<RouteAnswer<"readCode"> | Refusal> {
  const { db, clock, ids, issuer, sealer, searchHash } = deps;
  const chosen = await findProject(db, projectId);
  if (!chosen) return refuse("not-found", {});
  const closed = windowRefusal(chosen, clock());
  if (closed) return closed;
  const code = await issuer.decode(text);
  if ("fault" in code) return issuerRefusal(code);
  const now = clock();
  if (code.expiresAt <= now) return issuerRefusal({ fault: "expired" });
  const project = await projectOfCode(db, chosen, code, now);
  if ("refused" in project) return project;

  // Of the code's id, not of its text: another spelling of the same code gets no tries of its own.
  const guesser = { codeHash: searchHash("collection-code", code.codeId), accountId };
  const refusal = (await useRefusal(db, { ...guesser, identityHash: null })) ?? (await lockRefusal(db, guesser, now));
  if (refusal) return refusal;
  const readingId = ids();
  const expiresAt = new Date(Math.min(now.getTime() + readingMs, code.expiresAt.getTime()));
  const { codeId, lastFourHash } = code;
  await db.insert(codeReadings).values({
    ...guesser,
    id: readingId,
    code: sealReading({ text, codeId, lastFourHash }, readingId, sealer),
    projectId: project.id,
    createdAt: now,
    expiresAt,
  });
  const left = await triesLeft(db, guesser, now);
  return { readingId, attemptsLeft: Math.min(left.account, left.code), expiresAt: expiresAt.toISOString() };
}

async function findProject(db: Database, projectId: string): Promise<ProjectRow | undefined> {
  const [project] = await db
    .select()
    .from(projects)
    .where(and(eq(projects.id, projectId), isConfirmed));
  return project;
}

/** The project of the chosen school and category for the code's own year, which need not be the chosen project's. */
async function projectOfCode(
  db: Database,
  chosen: ProjectRow,
  code: OpenedCode,
  now: Date,
): Promise<ProjectRow | Refusal> {
  if (code.schoolCode !== chosen.schoolCode) return refuse("code-other-school", {});
  if (code.category !== chosen.educationCategory) return refuse("code-other-category", {});
  const year = code.graduationYear;
  const thisYear = new Date(now.getTime() + shanghaiOffsetMs).getUTCFullYear();
  if (year < thisYear || year > thisYear + 1)
    return refuse("code-year-outside", { year, firstYear: thisYear, lastYear: thisYear + 1 });
  if (year === chosen.graduationYear) return chosen;
  const [sibling] = await db
    .select()
    .from(projects)
    .where(
      and(
        eq(projects.schoolCode, chosen.schoolCode),
        eq(projects.educationCategory, chosen.educationCategory),
        eq(projects.graduationYear, year),
        isConfirmed,
      ),
    );
  const only = chosen.graduationYear;
  return sibling
    ? (windowRefusal(sibling, now) ?? sibling)
    : refuse("code-year-outside", { year, firstYear: only, lastYear: only });
}
