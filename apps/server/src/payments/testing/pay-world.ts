/**
 * Payment environment for tests: real database, real sandbox, notifications over HTTP, and a clock that tests can
 * advance.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { allPayProviders, type PayChannel, type PayProviderId } from "@gradphoto/domain";
import { eq } from "drizzle-orm";
import type { Pool } from "pg";
import { afterAll, expect } from "vitest";
import { z } from "zod";
import { openStudentWorld } from "../../collections/testing/student-world.ts";
import { createConfiguration } from "../../core/configuration/read-configuration.ts";
import type { ProjectRow } from "../../core/project/present-project.ts";
import type { Database } from "../../infra/db/database.ts";
import { collections, orders } from "../../infra/db/schema/index.ts";
import { accepted } from "../../testing/calls.ts";
import { openTestDatabase, startSandbox } from "../../testing/resources.ts";
import type { PaymentDeps } from "../deps.ts";
import { paymentJobs } from "../jobs.ts";
import { readBalance, sumUpLedger } from "../ledger-balance.ts";
import { paymentHandlers } from "../routes.ts";
import { createTakeNotification } from "../take-notification.ts";
import { addPayStudent } from "./pay-student.ts";
import {
  openDocumentDeps,
  openTestProviders,
  providerOfPath,
  standIns,
  workOffPayments,
} from "./payment-deps.ts";

interface Books {
  readonly db: Database;
  readonly pool: Pool;
  readonly world: {
    readonly books: (
      provider: PayProviderId,
    ) => Promise<{ readonly paidFen: number; readonly refundedFen: number }>;
  };
}

/**
 * Checks invariants after any sequence of events. Ledger and orders must agree and, once all refunds have ended, match
 * the sandbox's books.
 */
async function expectBooksAgree({ db, pool, world }: Books): Promise<void> {
  const { rows } = await pool.query<Record<"fees" | "surplus" | "openRefunds", number>>(`
    select coalesce(sum(amount_fen) filter (where state = 'paid' and counts), 0)::int as fees,
      coalesce(sum(amount_fen) filter (where state = 'paid' and not counts), 0)::int as surplus,
      (select count(*)::int from refunds where state in ('due', 'processing', 'abnormal')) as openRefunds from orders`);
  const { fees = 0, surplus = 0, openRefunds = 0 } = rows[0] ?? {};
  const byProvider = await pool.query<{ provider: PayProviderId; held: number }>(
    "select provider, sum(amount_fen)::int as held from orders where state = 'paid' group by provider",
  );
  const heldBy = (provider: PayProviderId): number =>
    byProvider.rows.find((row) => row.provider === provider)?.held ?? 0;
  const providers = Object.fromEntries(
    allPayProviders.map((provider) => [provider, heldBy(provider)]),
  );
  const balance = { sum: 0, ...providers, fees: 0 - fees, surplus: 0 - surplus };
  expect(await readBalance(db)).toEqual(balance);
  await sumUpLedger(db);
  expect(await readBalance(db)).toEqual(balance);
  if (openRefunds > 0) return;
  for (const provider of allPayProviders) {
    const { paidFen, refundedFen } = await world.books(provider);
    expect(heldBy(provider), provider).toBe(paidFen - refundedFen);
  }
}

const books = z.object({
  paidFen: z.number(),
  refundedFen: z.number(),
  orders: z.array(z.object({ outTradeNo: z.string(), state: z.string() })),
  refunds: z.array(
    z.object({ outRefundNo: z.string(), outTradeNo: z.string(), status: z.string() }),
  ),
});

/** Opens the environment. Call it at the top of a test file. */
export async function openPayWorld() {
  const database = await openTestDatabase();
  const { db, pool } = database;
  const sandbox = await startSandbox();
  const students = openStudentWorld(db);
  const warned: { readonly fields: object; readonly message: string }[] = [];
  const moved = { ms: 0 };
  const clock = (): Date => new Date(Date.now() + moved.ms);
  const server = createServer(async (request, response) => {
    const provider = providerOfPath(request.url ?? "") ?? "wechat-pay";
    const body = await text(request);
    const { status, text: thanks } = await take(provider, request.headers, body).then(
      (taken) => taken ?? { status: 401, text: "" },
      () => ({ status: 503, text: "" }),
    );
    statuses.push(status);
    response.writeHead(status).end(thanks);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  afterAll(() => void server.close());
  const { port } = server.address() as AddressInfo;
  /** Response statuses of the notifications. */
  const statuses: number[] = [];

  const deps: PaymentDeps = {
    ...students.deps,
    clock,
    providerOf: openTestProviders({
      sandbox,
      notifyBase: `http://127.0.0.1:${port}`,
      warn: (fields, message) => void warned.push({ fields, message }),
    }),
    configuration: createConfiguration({
      "one-person-refund": 3000,
      "one-person-refund-day": 100_000_000,
    }),
    warn: (fields, message) => void warned.push({ fields, message }),
  };
  const take = createTakeNotification(deps);
  const handlers = paymentHandlers({ ...deps, ...openDocumentDeps() });
  const jobs = paymentJobs(deps);
  await students.addSchool();

  const addStudent = (project: Partial<ProjectRow> = {}) =>
    addPayStudent({ db, sandbox, students, clock }, { graduationYear: nextYear++, ...project });
  let nextYear = 2000;

  type Student = Awaited<ReturnType<typeof addStudent>>;

  const tryStart = (
    student: Student,
    channel: PayChannel = "mini-program",
    provider: PayProviderId = "wechat-pay",
  ) => {
    const { collectionId } = student;
    return handlers.startOrder(
      { params: { collectionId }, body: { channel, provider } },
      student.call,
    );
  };

  /** Starts a payment. Throws when it is refused or when nothing is due. */
  async function start(...rest: Parameters<typeof tryStart>) {
    const { order, action } = accepted(await tryStart(...rest));
    if (!order || !action) throw new Error("Nothing to pay");
    return { order, action };
  }

  async function addOrder(project: Partial<ProjectRow> = {}) {
    const student = await addStudent(project);
    return { student, ...(await start(student)) };
  }

  const payAt = (outTradeNo: string, provider: PayProviderId = "wechat-pay") =>
    sandbox.control("POST", `${standIns[provider]}/pay`, { outTradeNo });
  const deliver = async (): Promise<void> => {
    for (const fake of Object.values(standIns))
      await sandbox.control("POST", `${fake}/deliver`, {});
  };

  async function addPaid(project: Partial<ProjectRow> = {}) {
    const { student, order } = await addOrder(project);
    await payAt(order.outTradeNo);
    await readOrder(student, order.orderId);
    return { ...student, order };
  }

  async function readOrder(student: Pick<Student, "call">, orderId: string) {
    await db.update(orders).set({ queriedAt: null }).where(eq(orders.id, orderId));
    return accepted(await handlers.readOrder({ params: { orderId } }, student.call));
  }

  const readBooks = async (provider: PayProviderId = "wechat-pay") =>
    books.parse(await sandbox.control("GET", `${standIns[provider]}/books`));

  return {
    ...database,
    sandbox,
    deps,
    handlers,
    warned,
    statuses,
    take,
    addStudent,
    addPaid,
    addOrder,
    tryStart,
    start,
    payAt,
    /** Pays, but loses the notification of the payment. */
    payWithoutNotification: async ({
      outTradeNo,
    }: {
      readonly outTradeNo: string;
    }): Promise<void> => {
      await sandbox.orderFault("pay-notification", "lost");
      await payAt(outTradeNo);
    },
    deliver,
    readOrder,
    stateOf: async (collectionId: string) => {
      const [row] = await db.select().from(collections).where(eq(collections.id, collectionId));
      return row?.state;
    },
    /** Advances the service's and the sandbox's clock together. */
    passTime: async (seconds: number): Promise<void> => {
      moved.ms += seconds * 1000;
      await sandbox.control("POST", "/clock", { advanceSeconds: seconds });
    },
    jobs,
    /** Runs every waiting job of the kind once. */
    work: workOffPayments(db, jobs),
    books: readBooks,
    /** Call it after each test. */
    expectBooksAgree: () => expectBooksAgree({ db, pool, world: { books: readBooks } }),
  };
}

export type PayWorld = Awaited<ReturnType<typeof openPayWorld>>;
