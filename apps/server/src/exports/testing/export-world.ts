/**
 * Test environment for exports: a school with thirty completed collections and one paid, another school with one, and
 * the complete service.
 */
import { randomUUID } from "node:crypto";
import type { Role } from "@gradphoto/domain";
import { eq } from "drizzle-orm";
import { openAttemptWorld, photoOf } from "../../collections/testing/attempt-world.ts";
import type { DownloadAnswer } from "../../core/call.ts";
import { refundReason, sealWords } from "../../core/free-words.ts";
import { fileReaders } from "../../file-readers.ts";
import { inTransaction } from "../../infra/db/database.ts";
import {
  billDays,
  invoiceRequests,
  ledgerEntries,
  ledgerTransactions,
  orders,
  paymentDifferences,
  refunds,
  reviewTasks,
  sessions,
} from "../../infra/db/schema/index.ts";
import { createPictureLinks } from "../../infra/picture-links.ts";
import { sessionTokenSha256 } from "../../infra/session-token.ts";
import { createSignedLinks } from "../../infra/signed-links.ts";
import { readServiceConfig } from "../../settings/service-config.ts";
import { testAuditKeys } from "../../testing/audit-log.ts";
import { accepted } from "../../testing/calls.ts";
import { noLimits, openTestApi } from "../../testing/open-api.ts";
import { decidedTask } from "../../testing/review-task-rows.ts";
import type { ExportDeps } from "../deps.ts";
import { downloadExport } from "../download-export.ts";

/** Opens the environment. Call it at the top of a test file. */
export async function openExportWorld() {
  const { db, pool, app, call, clock, objects } = await openTestApi({ limits: noLimits });
  const world = openAttemptWorld(db);
  clock.now = world.deps.clock();
  await world.addSchool();
  await world.addSchool({ code: "10558", name: "中山大学" });
  const { id: projectId } = await world.addProject();
  const { id: foreignProject } = await world.addProject({ schoolCode: "10558" });

  async function signIn(
    role: Role,
    schoolCode: string | null = null,
    department: string | null = null,
  ): Promise<string> {
    const staffId = await world.addStaff(role, schoolCode, department);
    const token = randomUUID();
    const expiresAt = new Date(clock.now.getTime() + 43_200_000);
    const times = { createdAt: clock.now, expiresAt };
    await db
      .insert(sessions)
      .values({ tokenSha256: sessionTokenSha256(token), role, staffId, ...times });
    return token;
  }

  async function addCompleted(project = projectId) {
    const made = await world.addApproved(project);
    await objects.put(`p/${made.attemptId}`, photoOf(made.attemptId));
    await world.move(made.collectionId, "queue-upload", "system");
    await world.move(made.collectionId, "accepted", "system", { receipt: "r" });
    return made;
  }

  const completed: Awaited<ReturnType<typeof addCompleted>>[] = [];
  for (let made = 0; made < 30; made++) completed.push(await addCompleted());
  await world.addPaid(projectId);
  await addCompleted(foreignProject);
  const admin = await signIn("school-admin", "10559");

  /** Session for which each URL was signed. */
  const sessionFor = new Map<string, string>();
  async function startExport(token: string, body: object) {
    const answer = await call("startExport", {
      token,
      body: { language: "zh", format: "csv", filters: {}, ...body },
    });
    sessionFor.set(answer.body.url, token);
    for (const { url } of answer.body.manifests ?? []) sessionFor.set(url, token);
    return answer;
  }
  const zipRequest = { kind: "finished-photos", format: "zip", filters: { projectId } };
  const download = (url: string, headers: Record<string, string> = {}) =>
    app.inject({
      url,
      headers: { authorization: `Bearer ${sessionFor.get(url) ?? ""}`, ...headers },
    });

  const { linkKey } = readServiceConfig({}).secrets;
  /** Dependencies of the download route, for tests that read it in chunks. */
  const deps: ExportDeps = {
    ...world.deps,
    clock: () => clock.now,
    objects,
    lists: fileReaders({ db, objects, auditKeys: testAuditKeys, sealer: world.deps.sealer }),
    links: createPictureLinks(linkKey, () => clock.now),
    exportLinks: createSignedLinks(linkKey, () => clock.now, { domain: "export", validS: 3600 }),
  };
  async function callerOf(url: string) {
    const tokenSha256 = sessionTokenSha256(sessionFor.get(url) ?? "");
    const [session] = await db.select().from(sessions).where(eq(sessions.tokenSha256, tokenSha256));
    return { tokenSha256, role: session?.role ?? "anonymous", staffId: session?.staffId ?? null };
  }
  async function open(url: string, input: ExportDeps = deps): Promise<DownloadAnswer> {
    return accepted(await downloadExport(input, url.split("/").at(-1) ?? "", await callerOf(url)));
  }

  /** Adds a payment with a refund, a difference from the bill, an invoice request, and a decision. */
  async function addPayment(of: (typeof completed)[number] | undefined): Promise<void> {
    if (!of) throw new Error("No student has completed");
    const { collectionId, attemptId } = of;
    const id = randomUUID();
    const seal = (text: string, column: string) =>
      world.deps.sealer.seal(text, { column: `invoice_requests.${column}`, rowId: id });
    const at = clock.now;
    const times = { createdAt: at };
    await db.insert(orders).values({
      ...({
        id,
        collectionId,
        outTradeNo: "order0001",
        provider: "wechat-pay",
        channel: "native",
        appid: "wx",
        amountFen: 2550,
      } as const),
      ...times,
      ...({
        state: "paid",
        counts: true,
        transactionId: "t1",
        paidAt: at,
        expiresAt: new Date(at.getTime() + 1000),
      } as const),
    });
    const request = {
      cause: "late-payment",
      state: "waiting",
      requestedByRole: "student",
    } as const;
    const sealedReason = sealWords(world.deps.sealer, refundReason, id, "重复");
    await db.insert(refunds).values({
      id,
      orderId: id,
      outRefundNo: "refund0001",
      amountFen: 2550,
      ...request,
      sealedReason,
      ...times,
    });
    await inTransaction(db, async (tx) => {
      const [posted] = await tx
        .insert(ledgerTransactions)
        .values({ kind: "payment", orderId: id, at })
        .returning();
      const transactionId = posted?.id ?? 0;
      await tx.insert(ledgerEntries).values([
        { transactionId, account: "wechat-pay", amountFen: 2550 },
        { transactionId, account: "fees", amountFen: -2550 },
      ]);
    });
    await db.insert(billDays).values({ provider: "wechat-pay", day: "2027-02-28", state: "open" });
    const about = {
      kind: "unknown-order",
      provider: "wechat-pay",
      outTradeNo: "order0002",
      remoteFen: 2550,
    } as const;
    await db
      .insert(paymentDifferences)
      .values({ id, day: "2027-02-28", ...about, outRefundNo: "", discoveredAt: at });
    const made = {
      title: seal("=测试公司", "title"),
      email: seal("test@example.org", "email"),
      createdAt: at,
    };
    await db.insert(invoiceRequests).values({ id, orderId: id, ...made });
    const reviewerId = await world.addStaff("reviewer");
    const decided = { reasons: ["glasses"], reviewerId, at };
    await db
      .insert(reviewTasks)
      .values(decidedTask({ id, collectionId, attemptId, decision: "reject", ...decided }));
  }

  return {
    ...{
      db,
      pool,
      app,
      call,
      clock,
      objects,
      deps,
      world,
      projectId,
      foreignProject,
      completed,
      admin,
    },
    ...{ signIn, addCompleted, addPayment, startExport, zipRequest, download, open },
  };
}
