/** Payment for tests: the real database, the real sandbox, notifications over real HTTP, and a clock that can be moved on. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { PayChannel } from "@gradphoto/domain";
import { eq } from "drizzle-orm";
import { afterAll } from "vitest";
import { z } from "zod";
import { openStudentWorld } from "../../collections/testing/student-world.ts";
import { isRefusal } from "../../core/call.ts";
import type { ProjectRow } from "../../core/project/present-project.ts";
import { systemClock } from "../../infra/clock.ts";
import type { Database } from "../../infra/db/database.ts";
import { collections, orders } from "../../infra/db/schema/index.ts";
import { createHttpWechatPay } from "../../infra/wechat-pay/http-wechat-pay.ts";
import { readServiceConfig } from "../../service-config.ts";
import type { Sandbox } from "../../testing/start-sandbox.ts";
import type { PaymentDeps } from "../deps.ts";
import { paymentHandlers } from "../routes.ts";
import { paymentSweeps } from "../sweeps.ts";
import { createTakeNotification } from "../take-notification.ts";
import { addPayStudent } from "./pay-student.ts";

const books = z.object({
  paidFen: z.number(),
  refundedFen: z.number(),
  orders: z.array(z.object({ outTradeNo: z.string(), state: z.string() })),
  refunds: z.array(z.object({ outRefundNo: z.string(), outTradeNo: z.string(), status: z.string() })),
});

/** Call it at the top of a test file. */
export async function openPayWorld(db: Database, sandbox: Sandbox) {
  const students = openStudentWorld(db);
  const { secrets } = readServiceConfig({});
  const warned: { readonly fields: object; readonly message: string }[] = [];
  const moved = { ms: 0 };
  const clock = (): Date => new Date(Date.now() + moved.ms);
  const server = createServer(async (request, response) => {
    const taken = await take(request.headers, await text(request)).catch(() => null);
    statuses.push(taken === null ? 503 : taken ? 204 : 401);
    response.writeHead(statuses.at(-1) ?? 500).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  afterAll(() => void server.close());
  const { port } = server.address() as AddressInfo;
  /** What notifications were answered with. */
  const statuses: number[] = [];

  const { miniProgram, officialAccount } = sandbox.settings.wechat;
  const deps: PaymentDeps = {
    ...students.deps,
    clock,
    pay: createHttpWechatPay({
      baseUrl: sandbox.url,
      merchant: secrets.merchant,
      notifyUrl: `http://127.0.0.1:${port}/`,
      timeoutMs: 4000,
      clock: systemClock,
      warn: (fields, message) => void warned.push({ fields, message }),
    }),
    mchid: secrets.merchant.mchid,
    appids: { miniProgram: miniProgram.appid, officialAccount: officialAccount.appid },
    onePersonRefundFen: 3000,
    warn: (fields, message) => void warned.push({ fields, message }),
  };
  const take = createTakeNotification(deps);
  const handlers = paymentHandlers(deps);
  const sweeps = paymentSweeps(deps);
  await students.addSchool();

  const addStudent = (project: Partial<ProjectRow> = {}) =>
    addPayStudent({ db, sandbox, students, clock }, { graduationYear: nextYear++, ...project });
  let nextYear = 2000;

  type Student = Awaited<ReturnType<typeof addStudent>>;

  const tryStart = (student: Student, channel: PayChannel = "mini-program") =>
    handlers.startOrder({ params: { collectionId: student.collectionId }, body: { channel } }, student.call);

  /** Throws when it is refused or there is nothing to pay. */
  async function start(student: Student, channel: PayChannel = "mini-program") {
    const started = await tryStart(student, channel);
    if (isRefusal(started)) throw new Error(started.refused);
    if (!started.order) throw new Error("Nothing to pay");
    return { ...started, order: started.order };
  }

  const payAt = (outTradeNo: string) => sandbox.control("POST", "/pay/pay", { outTradeNo });
  const deliver = () => sandbox.control("POST", "/pay/deliver", {});

  async function addPaid(project: Partial<ProjectRow> = {}) {
    const student = await addStudent(project);
    const { order } = await start(student);
    await payAt(order.outTradeNo);
    await readOrder(student, order.orderId);
    return { ...student, order };
  }

  async function readOrder(student: Pick<Student, "call">, orderId: string) {
    await db.update(orders).set({ askedAt: null }).where(eq(orders.id, orderId));
    const read = await handlers.readOrder({ params: { orderId } }, student.call);
    if (isRefusal(read)) throw new Error(read.refused);
    return read;
  }

  return {
    deps,
    handlers,
    warned,
    statuses,
    take,
    addStudent,
    addPaid,
    tryStart,
    start,
    payAt,
    deliver,
    readOrder,
    stateOf: async (collectionId: string) => {
      const [row] = await db.select().from(collections).where(eq(collections.id, collectionId));
      return row?.state;
    },
    /** Ours and the sandbox's time together. */
    passTime: async (seconds: number): Promise<void> => {
      moved.ms += seconds * 1000;
      await sandbox.control("POST", "/clock", { advanceSeconds: seconds });
    },
    sweep: async (name: "orders" | "refunds" | "windows" | "bills"): Promise<number> =>
      (await sweeps.find((one) => one.name === name)?.run()) ?? 0,
    books: async () => books.parse(await sandbox.control("GET", "/pay/books")),
  };
}

export type PayWorld = Awaited<ReturnType<typeof openPayWorld>>;
