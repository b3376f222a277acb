/** Where a storm happens: one database, one sandbox, one clock for both, and a service that is built again when it dies. */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { sql } from "drizzle-orm";
import { openStudentWorld } from "../../../collections/testing/student-world.ts";
import type { ProjectRow } from "../../../core/project/present-project.ts";
import { systemClock } from "../../../infra/clock.ts";
import type { Database } from "../../../infra/db/database.ts";
import { createHttpWechatPay } from "../../../infra/wechat-pay/http-wechat-pay.ts";
import { readServiceConfig } from "../../../service-config.ts";
import { openFreshDatabase } from "../../../testing/fresh-database.ts";
import { runSandbox, type Sandbox } from "../../../testing/sandbox-process.ts";
import { addPayStudent, type PayStudent } from "../pay-student.ts";
import type { SweepName } from "./sequences.ts";
import { beginLife, type LifeDeps, type Service } from "./service-life.ts";

export interface StormWorld {
  /** Connections that no death cuts. */
  readonly db: Database;
  readonly sandbox: Sandbox;
  readonly clock: () => Date;
  readonly addStudent: (project: Partial<ProjectRow>) => Promise<PayStudent>;
  /** Asks the service that lives now; null when it died over it. */
  readonly ask: <T>(work: (service: Service) => Promise<T>) => Promise<T | null>;
  /** The service dies at the `call`th call of WeChat Pay from now, or at once; another takes its place. */
  readonly dieAt: (when: "before-call" | "after-call", call: number) => void;
  readonly restart: () => Promise<void>;
  /** Until there is nothing more to do at this moment. */
  readonly sweep: (name: SweepName) => Promise<void>;
  readonly deliver: () => Promise<unknown>;
  readonly passTime: (seconds: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** `folder`: of the PostgreSQL. */
export async function openStormWorld(folder: string): Promise<StormWorld> {
  const [database, sandbox] = await Promise.all([openFreshDatabase(folder, "migrated"), runSandbox()]);
  const { db } = database;
  const students = openStudentWorld(db);
  const { secrets } = readServiceConfig({});
  const moved = { ms: 0 };
  const clock = (): Date => new Date(Date.now() + moved.ms);
  const warn = (): void => {};
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const taken = await ask((service) => service.take(request.headers, body)).catch(() => null);
    response.writeHead(taken === null ? 503 : taken ? 204 : 401).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const { miniProgram, officialAccount } = sandbox.settings.wechat;
  const deps: LifeDeps = {
    databaseUrl: database.url,
    clock,
    ids: () => randomUUID(),
    sealer: students.deps.sealer,
    mchid: secrets.merchant.mchid,
    appids: { miniProgram: miniProgram.appid, officialAccount: officialAccount.appid },
    onePersonRefundFen: 3000,
    warn,
    createPay: () =>
      createHttpWechatPay({
        baseUrl: sandbox.url,
        merchant: secrets.merchant,
        notifyUrl: `http://127.0.0.1:${port}/`,
        timeoutMs: 8000,
        clock: systemClock,
        warn,
      }),
    cutConnections: async (application) => {
      await db.execute(
        sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = ${application}`,
      );
    },
  };
  await students.addSchool();
  let nextYear = 2000;
  let life = await beginLife(deps);
  const ask: StormWorld["ask"] = (work) => life.run(work);
  const deliver = () => sandbox.control("POST", "/pay/deliver", {});

  return {
    db,
    sandbox,
    clock,
    addStudent: (project) =>
      addPayStudent({ db, sandbox, students, clock }, { graduationYear: nextYear++, ...project }),
    ask,
    dieAt: (when, call) => life.dieAt(when, call),
    restart: async () => {
      const old = life;
      life = await beginLife(deps);
      await old.die();
    },
    sweep: async (name) => {
      while (await ask((service) => service.sweep(name)));
    },
    deliver,
    passTime: async (seconds) => {
      moved.ms += seconds * 1000;
      await sandbox.control("POST", "/clock", { advanceSeconds: seconds });
    },
    close: async () => {
      await life.die();
      server.close();
      server.closeAllConnections();
      await Promise.all([sandbox.stop(), database.close()]);
    },
  };
}
