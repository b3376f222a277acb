/** Number of students that a school expects in a project, which is read and replaced as a list. */
import { createHash } from "node:crypto";
import { type ExpectedNumber, findDoubleCount, type Place } from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";
import { and, eq } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { auditActor, type Call, type Refusal, refuse } from "../core/call.ts";
import { isExpectedVisibleTo } from "../core/school-scope.ts";
import type { Database, Transaction } from "../infra/db/database.ts";
import { expectedNumbers } from "../infra/db/schema/index.ts";
import { withProject } from "./change-projects.ts";
import type { ProjectDeps } from "./deps.ts";
import { comparePlaces, sumExpected } from "./groups.ts";
import { findProject } from "./staff-project-rows.ts";

type Numbers = RouteAnswer<"readExpectedNumbers">;

export async function readExpectedNumbers(
  { db }: ProjectDeps,
  projectId: string,
  call: Call,
): Promise<Numbers | Refusal> {
  if (!(await findProject(db, projectId, call))) return refuse("not-found", {});
  return versioned(await expectedOf(db, projectId, call));
}

/** Stores the complete list. Places missing in `numbers` are deleted. */
export const storeExpectedNumbers = (
  deps: ProjectDeps,
  projectId: string,
  { numbers, version }: ParsedInput<"storeExpectedNumbers">["body"],
  call: Call,
): Promise<Numbers | Refusal> =>
  withProject(deps, projectId, call, async (tx) => {
    const twice = findDoubleCount(numbers);
    if (twice) {
      const place = describePlace(twice.place);
      if (twice.within === null) return refuse("expected-listed-twice", { place });
      return refuse("expected-counted-twice", { place, within: describePlace(twice.within) });
    }
    const previous = await expectedOf(tx, projectId, call);
    const stored = versioned(previous);
    if (stored.version !== version) {
      // A retry after a lost response succeeds, if the stored numbers equal the sent ones.
      return stored.version === versioned([...numbers].sort(comparePlaces)).version
        ? stored
        : refuse("expected-changed", {});
    }
    await tx.delete(expectedNumbers).where(eq(expectedNumbers.projectId, projectId));
    const rows = numbers.map(({ className, ...place }) => ({
      projectId,
      ...place,
      class: className,
    }));
    if (rows.length > 0) await tx.insert(expectedNumbers).values(rows);
    const details = {
      rows: rows.length,
      expected: sumExpected(numbers),
      was: sumExpected(previous),
    };
    await appendAudit(
      tx,
      deps.clock,
      auditActor(call),
      "expected-numbers-changed",
      `project:${projectId}`,
      details,
    );
    return versioned(await expectedOf(tx, projectId, call));
  });

function versioned(listed: readonly ExpectedNumber[]): Numbers {
  // The numbers are sorted, so that the version does not depend on the order sent.
  const numbers = listed.map(({ department, major, className, expected }) => ({
    department,
    major,
    className,
    expected,
  }));
  return { numbers, version: createHash("sha256").update(JSON.stringify(numbers)).digest("hex") };
}

/** Reads the numbers that the caller may see. */
export async function expectedOf(
  from: Database | Transaction,
  projectId: string,
  { caller }: Call,
): Promise<readonly ExpectedNumber[]> {
  const rows = await from
    .select({
      department: expectedNumbers.department,
      major: expectedNumbers.major,
      className: expectedNumbers.class,
      expected: expectedNumbers.expected,
    })
    .from(expectedNumbers)
    .where(and(eq(expectedNumbers.projectId, projectId), isExpectedVisibleTo(caller)));
  return rows.sort(comparePlaces);
}

const describePlace = ({ department, major, className }: Place): string =>
  [department, major, className].filter((name) => name !== "").join(" ") || "全校";
