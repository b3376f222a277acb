import { randomUUID } from "node:crypto";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { beforeEach, describe, expect, test } from "vitest";
import { startCollection } from "../collections/start-collection.ts";
import { daysFromStart } from "../collections/testing/student-world.ts";
import type {
  CodeFault,
  IssuerFault,
} from "../infra/collection-code-issuer/collection-code-issuer.ts";
import { accepted } from "../testing/calls.ts";
import { openCodeWorld } from "./testing/code-world.ts";

const { pool, world, fake, issue, read, verify, readingOf } = await openCodeWorld();
let account: string;

beforeEach(async () => {
  account = await world.addAccount();
});

describe("a genuine code", () => {
  test("is readable for half an hour, and the last four characters reveal its student's full name", async () => {
    const answer = accepted(await read(issue(), account));
    expect(answer).toMatchObject({
      attemptsLeft: 5,
      expiresAt: daysFromStart(30 / 60 / 24).toISOString(),
    });
    expect(routeDefinitions.readCode.answers.parse(answer)).toEqual(answer);
    const proven = await verify(answer.readingId, "002X", account);
    expect(proven).toMatchObject({
      student: { name: "测试甲", nameMasked: "测**", school: "暨南大学", major: "软件工程" },
    });
    expect(routeDefinitions.verifyCode.answers.parse(proven)).toEqual(proven);
    expect(await verify(answer.readingId, "002X", account)).toEqual(proven);
    expect(await startCollection(world.deps, answer.readingId, account)).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("is stored encrypted: neither its text nor its student is readable in the database", async () => {
    const text = issue({ student: { name: "测试密", studentNumber: "S-77001" } });
    await verify(await readingOf(text, account), "002X", account);
    const { rows } = await pool.query("select row_to_json(r)::text as row from code_readings r");
    const persons = await pool.query("select row_to_json(p)::text as row from persons p");
    const stored = JSON.stringify([rows, persons.rows]);
    expect(stored).not.toContain(text);
    expect(stored).not.toMatch(/测试密|S-77001|002X/);
  });

  test("selects the project of its school, category and year, with that project's fee and notice", async () => {
    const next = await world.addProject({
      graduationYear: 2028,
      feeFen: 4000,
      notice: "明年的公告",
    });
    const answer = accepted(await read(issue({ graduationYear: 2028 }), account));
    expect(answer.project).toMatchObject({
      projectId: next.id,
      graduationYear: 2028,
      feeFen: 4000,
      notice: "明年的公告",
    });
    const { rows } = await pool.query("select project_id from code_readings where id = $1", [
      answer.readingId,
    ]);
    expect(rows).toEqual([{ project_id: next.id }]);
    // Data that the student must verify before continuing.
    expect(await verify(answer.readingId, "002X", account)).toMatchObject({
      project: { projectId: next.id, graduationYear: 2028 },
    });
  });
});

describe("refusal of a code", () => {
  test.each([
    ["that is another text", "not-a-code", "code-not-collection"],
    ["that is forged", "forged", "code-forged"],
    ["of another issuer", "other-issuer", "code-forged"],
    ["that has expired", "expired", "code-not-collection"],
    ["of an unknown student", "unknown-student", "code-not-collection"],
    ["while the issuer is away", "unreachable", "code-issuer-unavailable"],
    ["while the issuer is busy", "busy", "code-issuer-unavailable"],
    ["while the issuer answers nonsense", "answer-unreadable", "code-issuer-unavailable"],
  ] as const satisfies readonly (readonly [string, CodeFault | IssuerFault, string])[])(
    "refuses a code %s",
    async (_, fault, refused) => {
      fake.codes.set(fault, { fault });
      expect(await read(fault, account)).toEqual({ refused, details: {} });
    },
  );

  test("refuses a code of an unknown school, and of a category that the school does not offer", async () => {
    expect(await read(issue({ schoolCode: "10558" }), account)).toMatchObject({
      refused: "code-school-unknown",
    });
    for (const category of ["graduate", "something new"])
      expect(await read(issue({ category }), account)).toMatchObject({
        refused: "code-category-not-offered",
      });
  });

  test.each([2026, 2029])(
    "refuses a code of the class of %i, which is neither this year nor next",
    async (year) => {
      expect(await read(issue({ graduationYear: year }), account)).toEqual({
        refused: "code-year-outside",
        details: { year, firstYear: 2027, lastYear: 2028 },
      });
    },
  );

  test("accepts the class of 2031 if a project collects new students' photos for it, and no other late class", async () => {
    await world.addProject({ graduationYear: 2031, specId: "chsi-freshman", albumAllowed: false });
    expect(await read(issue({ graduationYear: 2031 }), account)).toMatchObject({
      project: { graduationYear: 2031 },
    });
    expect(await read(issue({ graduationYear: 2030 }), account)).toMatchObject({
      refused: "code-year-outside",
    });
  });

  test("refuses a code of a year for which the school has no project", async () => {
    await world.addProject({ educationCategory: "associate", graduationYear: 2028 });
    expect(await read(issue({ category: "associate" }), account)).toEqual({
      refused: "code-year-outside",
      details: { year: 2027, firstYear: 2028, lastYear: 2028 },
    });
  });

  test("refuses a code whose project is closed or not open yet", async () => {
    await world.addProject({ educationCategory: "adult", closesAt: daysFromStart(-1) });
    await world.addProject({ educationCategory: "online", opensAt: daysFromStart(1) });
    expect(await read(issue({ category: "adult" }), account)).toMatchObject({
      refused: "project-closed",
    });
    expect(await read(issue({ category: "online" }), account)).toMatchObject({
      refused: "project-not-open",
    });
  });

  test("refuses a code already used by another or the own account, at reading and at verification", async () => {
    const text = issue();
    const other = await world.addAccount();
    const ownReading = await readingOf(text, account);
    const otherReading = await readingOf(text, other);
    await verify(ownReading, "002X", account);
    await startCollection(world.deps, ownReading, account);
    expect(await read(text, other)).toMatchObject({ refused: "code-used-by-other" });
    expect(await verify(otherReading, "002X", other)).toMatchObject({
      refused: "code-used-by-other",
    });
    expect(await read(text, account)).toMatchObject({ refused: "code-already-collected" });
  });

  test("refuses a code of a person who has a collection by another code", async () => {
    const student = { studentNumber: "one person" };
    const first = await readingOf(issue({ student }), account);
    await verify(first, "002X", account);
    await startCollection(world.deps, first, account);
    const other = await world.addAccount();
    const second = await readingOf(issue({ student }), other);
    expect(await verify(second, "002X", other)).toMatchObject({ refused: "code-used-by-other" });
  });

  test("reveals that a student's photo is already collected only after the right last four characters", async () => {
    const readingId = await readingOf(
      issue({ verifyFault: { fault: "already-collected" } }),
      account,
    );
    expect(await verify(readingId, "0000", account)).toMatchObject({ refused: "last-four-wrong" });
    expect(await verify(readingId, "002X", account)).toMatchObject({
      refused: "code-already-collected",
    });
  });

  test("reports the issuer as unavailable when it returns another code's or school's student", async () => {
    for (const fields of [
      { student: { codeId: "another" } },
      { student: { schoolCode: "10558" } },
      { verifyFault: { fault: "last-four-wrong" } },
    ] as const) {
      const readingId = await readingOf(issue(fields), account);
      expect(await verify(readingId, "002X", account)).toMatchObject({
        refused: "code-issuer-unavailable",
      });
      expect(await startCollection(world.deps, readingId, account)).toMatchObject({
        refused: "last-four-missing",
      });
    }
  });
});

describe("a reading", () => {
  test("is not found if it belongs to another account or is unknown", async () => {
    const readingId = await readingOf(issue(), account);
    const stranger = await world.addAccount();
    for (const id of [readingId, randomUUID()])
      expect(await verify(id, "002X", stranger)).toEqual({ refused: "not-found", details: {} });
  });

  test("expires after half an hour", async () => {
    const readingId = await readingOf(issue(), account);
    world.passTime(30 * 60_000);
    expect(await verify(readingId, "002X", account)).toMatchObject({ refused: "reading-expired" });
  });
});
