/** Rows of each kind about one student, for access tests. */
import { createHash, randomUUID } from "node:crypto";
import { allApiKeyScopes, apiKeyPrefix } from "@gradphoto/domain";
import { eq } from "drizzle-orm";
import type { Database } from "../../infra/db/database.ts";
import {
  apiKeys,
  attempts,
  configurationChanges,
  honeypots,
  invoiceRequests,
  orders,
  paymentDifferences,
  refunds,
  registryBatches,
  retentionRuns,
  reviewTasks,
  serviceCases,
  siteDays,
  webhookDeliveries,
  webhooks,
} from "../../infra/db/schema/index.ts";
import type { Sealer } from "../../infra/sealing/seal.ts";
import { sessionTokenSha256 } from "../../infra/session-token.ts";
import { decidedTask, leasedTask } from "../../testing/review-task-rows.ts";

interface RowDeps {
  readonly db: Database;
  readonly clock: () => Date;
  readonly sealer: Sealer;
  /** Member of staff who owns, proposes or decides each row. */
  readonly holder: string;
}

export function createForeignRows({ db, clock, sealer, holder }: RowDeps) {
  let siteDaysMade = 0;

  async function addOrder(collectionId: string): Promise<string> {
    const id = randomUUID();
    const outTradeNo = id.replaceAll("-", "");
    const times = { createdAt: clock(), expiresAt: new Date(clock().getTime() + 1000) };
    const unpaid = {
      provider: "wechat-pay",
      channel: "native",
      appid: "wx",
      amountFen: 2500,
    } as const;
    const paid = {
      state: "paid",
      counts: true,
      transactionId: outTradeNo,
      paidAt: clock(),
    } as const;
    await db.insert(orders).values({ id, collectionId, outTradeNo, ...unpaid, ...paid, ...times });
    return id;
  }

  async function addRefund(orderId: string): Promise<string> {
    const id = randomUUID();
    const facts = {
      cause: "requested",
      amountFen: 2500,
      state: "waiting",
      requestedByRole: "student",
    } as const;
    await db
      .insert(refunds)
      .values({ id, orderId, outRefundNo: id.replaceAll("-", ""), ...facts, createdAt: clock() });
    return id;
  }

  async function addDifference(): Promise<string> {
    const id = randomUUID();
    const about = {
      kind: "payment-missing-here",
      provider: "wechat-pay",
      outTradeNo: id,
      outRefundNo: "",
    } as const;
    await db
      .insert(paymentDifferences)
      .values({ id, ...about, day: "2027-02-28", discoveredAt: clock() });
    return id;
  }

  async function addInvoice(orderId: string): Promise<string> {
    const id = randomUUID();
    const seal = (column: string) =>
      sealer.seal("测试", { column: `invoice_requests.${column}`, rowId: id });
    const wish = { title: seal("title"), email: seal("email"), createdAt: clock() };
    await db.insert(invoiceRequests).values({ id, orderId, ...wish });
    return id;
  }

  async function addRun(): Promise<string> {
    const id = randomUUID();
    await db.insert(retentionRuns).values({ id, cause: "ended", beganAt: clock() });
    return id;
  }

  /** Adds a site day. Each has its own date, because a project may have only one open day per date. */
  async function addSiteDay(ofProject: string): Promise<string> {
    const id = randomUUID();
    siteDaysMade += 1;
    const day = new Date(clock().getTime() + siteDaysMade * 86_400_000).toISOString().slice(0, 10);
    const links = { shootingSha256: createHash("sha256").update(id).digest("hex"), queueToken: id };
    await db
      .insert(siteDays)
      .values({ id, projectId: ofProject, day, ...links, openedAt: clock() });
    return id;
  }

  /** Adds a configuration change that `holder` proposed and withdrew. Only one change per setting may be pending. */
  async function addConfigurationChange(): Promise<string> {
    const id = randomUUID();
    const why = sealer.seal("测试", { column: "configuration_changes.why", rowId: id });
    const values = {
      item: "hotline",
      subject: "",
      before: "000",
      value: "001",
      why,
      state: "withdrawn",
    } as const;
    const times = {
      proposedBy: holder,
      proposedAt: clock(),
      decidedBy: holder,
      decidedAt: clock(),
    };
    await db.insert(configurationChanges).values({ id, ...values, ...times });
    return id;
  }

  /** Adds an API key; without `confirmedBy`, it waits for a second person. */
  async function addApiKey(
    createdBy: string,
    schoolCode: string,
    confirmedBy: string | null = null,
  ) {
    const keyId = randomUUID();
    const token = `${apiKeyPrefix}${keyId}`;
    const rights = {
      name: "教务",
      scopes: [...allApiKeyScopes],
      networks: ["0.0.0.0/0"],
      createdBy,
      confirmedBy,
    };
    const times = { createdAt: clock(), expiresAt: new Date(clock().getTime() + 86_400_000) };
    const used = { lastUsedAt: clock(), tokenUsedAt: clock() };
    await db.insert(apiKeys).values({
      id: keyId,
      schoolCode,
      ...rights,
      tokenSha256: sessionTokenSha256(token),
      ...times,
      ...used,
    });
    return { keyId, token };
  }

  /** Adds a webhook with one delivery. */
  async function addWebhook(createdBy: string, schoolCode: string) {
    const [webhookId, deliveryId] = [randomUUID(), randomUUID()];
    const secret = sealer.seal("whsec_AAAA", { column: "webhooks.secret", rowId: webhookId });
    const of = { url: "https://school.example.org/", position: 0, createdBy, createdAt: clock() };
    await db.insert(webhooks).values({ id: webhookId, schoolCode, secret, ...of });
    const sent = {
      event: "test",
      at: clock(),
      state: "delivered",
      tries: 1,
      endedAt: clock(),
    } as const;
    await db.insert(webhookDeliveries).values({ id: deliveryId, webhookId, ...sent });
    return { webhookId, deliveryId };
  }

  /** Adds a case owned by `holder`. */
  async function addCase(collectionId: string): Promise<string> {
    const id = randomUUID();
    const question = sealer.seal("测试", { column: "service_cases.question", rowId: id });
    const times = { openedAt: clock(), dueAt: clock() };
    await db
      .insert(serviceCases)
      .values({ id, collectionId, question, ownerId: holder, openedBy: holder, ...times });
    return id;
  }

  async function addBatch(): Promise<string> {
    const id = randomUUID();
    await db.insert(registryBatches).values({ id, state: "queued", createdAt: clock() });
    return id;
  }

  /** Creates a task of a later photo leased by `holder`, an earlier decision of `holder`, and a honeypot. */
  async function addQuality(collectionId: string, attemptId: string) {
    const [taskId, decisionId, honeypotId] = [randomUUID(), randomUUID(), randomUUID()];
    const of = { collectionId, attemptId, reviewerId: holder };
    const laterId = randomUUID();
    const [made] = await db.select().from(attempts).where(eq(attempts.id, attemptId));
    if (!made) throw new Error("The attempt is missing");
    const { verdict: _verdict, queueNumber: _queued, ...copied } = made;
    const keys = { originalKey: `o/${laterId}`, photoKey: `p/${laterId}` };
    await db.insert(attempts).values({ ...copied, ...keys, id: laterId, number: made.number + 1 });
    await db
      .insert(reviewTasks)
      .values([
        leasedTask({ ...of, attemptId: laterId, id: taskId, takenAt: clock() }),
        decidedTask({ ...of, decisionId, decision: "approve", at: clock() }),
      ]);
    const existing = {
      collectionId,
      attemptId,
      decision: "approve",
      addedBy: holder,
      createdAt: clock(),
    } as const;
    await db.insert(honeypots).values({ id: honeypotId, ...existing });
    return { taskId, decisionId, honeypotId };
  }

  return {
    addOrder,
    addRefund,
    addDifference,
    addInvoice,
    addRun,
    addSiteDay,
    addConfigurationChange,
    addApiKey,
    addWebhook,
    addCase,
    addBatch,
    addQuality,
  };
}
