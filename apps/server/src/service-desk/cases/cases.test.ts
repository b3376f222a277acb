import { randomUUID } from "node:crypto";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { staff } from "../../infra/db/schema/index.ts";
import { checkAuditLog } from "../../testing/audit-log.ts";
import { accepted, staffCall } from "../../testing/calls.ts";
import { findTablesContaining } from "../../testing/stores.ts";
import { openServiceDeskWorld, params } from "../testing/service-desk-world.ts";

const { db, pool, owner, world, projectId, handlers, service, serviceId, read } =
  await openServiceDeskWorld();
const colleagueId = await world.addStaff("service");
const colleague = staffCall(colleagueId, "service");

const hourMs = 3_600_000;
const inHours = (hours: number): string =>
  new Date(world.deps.clock().getTime() + hours * hourMs).toISOString();

const addCollection = async () =>
  (await world.addPaid(projectId, { person: randomUUID() })).collectionId;

const openCase = async (collectionId: string, hours: number, query = "学生来电", call = service) =>
  accepted(
    await handlers.openServiceCase(
      { ...params(collectionId), body: { question: query, dueAt: inHours(hours) } },
      call,
    ),
  );

const ofCase = (caseId: string) => ({ params: { caseId } });

const handOver = (
  { caseId, revision }: { caseId: string; revision: number },
  staffId: string,
  call = service,
) =>
  handlers.handOverServiceCase(
    { ...ofCase(caseId), body: { staffId, note: "请接手", revision } },
    call,
  );

const list = async (whose: "own" | "all", call = service, limit = 50, after?: string) => {
  const answer = accepted(
    await handlers.listServiceCases({ query: { whose, limit, after } }, call),
  );
  expect(() => routeDefinitions.listServiceCases.answers.parse(answer)).not.toThrow();
  return answer;
};

test("a case stores its question encrypted, belongs to its opener, and appears on the student's page", async () => {
  const collectionId = await addCollection();
  const query = `想改回访时间 ${collectionId}`;
  const { caseId } = await openCase(collectionId, 2, query);
  const { cases } = await read(collectionId);
  expect(cases).toMatchObject([
    {
      caseId,
      question: query,
      owner: "测试员工",
      isAssignedToMe: true,
      isOverdue: false,
      closedAt: null,
      handOvers: [],
    },
  ]);
  expect(await findTablesContaining(owner, query)).toEqual([]);
  const { rows } = await pool.query(
    "select actor, action, details from audit_entries where subject = $1 and action like 'case-%'",
    [`collection:${collectionId}`],
  );
  expect(rows).toEqual([
    {
      actor: `service:${serviceId}`,
      action: "case-opened",
      details: { case: caseId, due: inHours(2) },
    },
  ]);
  const body = { question: "太晚", dueAt: inHours(-1) };
  expect(await handlers.openServiceCase({ ...params(collectionId), body }, service)).toMatchObject({
    refused: "case-due-past",
  });
  expect(await handlers.openServiceCase({ ...params(randomUUID()), body }, service)).toMatchObject({
    refused: "not-found",
  });
});

test("lists open cases by due time, the clerk's own or all, and marks overdue cases", async () => {
  const ids: string[] = [];
  for (const hours of [30, 10, 20]) ids.push((await openCase(await addCollection(), hours)).caseId);
  const colleagueCaseId = (await openCase(await addCollection(), 5, "同事的", colleague)).caseId;
  const [last, first, middle] = ids;
  const format = async (whose: "own" | "all") =>
    (await list(whose)).cases
      .map(({ caseId }) => caseId)
      .filter((caseId) => [...ids, colleagueCaseId].includes(caseId));
  expect(await format("own")).toEqual([first, middle, last]);
  expect(await format("all")).toEqual([colleagueCaseId, first, middle, last]);
  const { next } = await list("all", service, 1);
  const rest = await list("all", service, 50, next ?? "");
  expect(rest.cases.length + 1).toBe((await list("all")).cases.length);
  world.passTime(12 * hourMs);
  const overdue = (await list("own")).cases
    .filter(({ isOverdue }) => isOverdue)
    .map(({ caseId }) => caseId);
  expect(overdue).toContain(first);
  expect(overdue).not.toContain(middle);
  expect((await list("own")).cases[0]).toMatchObject({ nameMasked: expect.stringContaining("*") });
});

test("a case can be handed over with a note, postponed and closed; a closed case cannot change", async () => {
  const collectionId = await addCollection();
  const opened = await openCase(collectionId, 2);
  const { caseId } = opened;
  const handed = accepted(await handOver(opened, colleagueId));
  expect((await list("own", colleague)).cases.map((item) => item.caseId)).toContain(caseId);
  expect((await list("own")).cases.map((item) => item.caseId)).not.toContain(caseId);
  const dueAt = inHours(48);
  const postponed = accepted(
    await handlers.postponeServiceCase(
      { ...ofCase(caseId), body: { dueAt, revision: handed.revision } },
      colleague,
    ),
  );
  const closing = { ...ofCase(caseId), body: { revision: postponed.revision } };
  const closed = accepted(await handlers.closeServiceCase(closing, colleague));
  expect((await read(collectionId)).cases).toMatchObject([
    {
      caseId,
      dueAt,
      closedBy: "测试员工",
      isAssignedToMe: false,
      handOvers: [{ note: "请接手", from: "测试员工" }],
    },
  ]);
  expect((await list("all")).cases.map((item) => item.caseId)).not.toContain(caseId);
  expect(await handOver(closed, serviceId, colleague)).toMatchObject({ refused: "case-closed" });
  const { rows } = await pool.query(
    "select action from audit_entries where subject = $1 and action like 'case-%' order by place",
    [`collection:${collectionId}`],
  );
  expect(rows.map(({ action }) => action)).toEqual([
    "case-opened",
    "case-handed-over",
    "case-postponed",
    "case-closed",
  ]);
  expect(await checkAuditLog(db)).toMatchObject({ intact: true });
});

test("only one of two parallel handovers succeeds, and the refusal names the current owner", async () => {
  const opened = await openCase(await addCollection(), 2);
  const thirdStaffId = await world.addStaff("service");
  const answers = await Promise.all([
    handOver(opened, colleagueId),
    handOver(opened, thirdStaffId, colleague),
  ]);
  expect(answers.filter((answer) => !("refused" in answer))).toHaveLength(1);
  expect(answers.find((answer) => "refused" in answer)).toMatchObject({
    refused: "case-changed-meanwhile",
    details: { owner: "测试员工" },
  });
});

test("hands a case over only to an active colleague in customer service", async () => {
  const opened = await openCase(await addCollection(), 2);
  const disabledStaffId = await world.addStaff("service");
  await db
    .update(staff)
    .set({ disabledAt: world.deps.clock() })
    .where(eq(staff.id, disabledStaffId));
  for (const id of [serviceId, disabledStaffId, await world.addStaff("reviewer"), randomUUID()])
    expect(await handOver(opened, id)).toMatchObject({ refused: "case-owner-unfit" });
  const { colleagues } = accepted(await handlers.listServiceColleagues({}, service));
  const ids = colleagues.map(({ staffId }) => staffId);
  expect(ids).toEqual(expect.arrayContaining([serviceId, colleagueId]));
  expect(ids).not.toContain(disabledStaffId);
  expect(await handOver({ caseId: randomUUID(), revision: 1 }, colleagueId)).toMatchObject({
    refused: "not-found",
  });
});
