/**
 * Environment of `npm run storm`, the random payment test: one database, one sandbox, a common clock, and a service
 * that restarts after a crash.
 */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { sql } from "drizzle-orm";
import { openStudentWorld } from "../../../collections/testing/student-world.ts";
import { createConfiguration } from "../../../core/configuration/read-configuration.ts";
import type { ProjectRow } from "../../../core/project/present-project.ts";
import { type Database, openDatabase } from "../../../infra/db/database.ts";
import { createJobTable } from "../../../infra/jobs/job-table.ts";
import type { PayProvider } from "../../../infra/pay/pay-provider.ts";
import { unfinishedMessages } from "../../../messages/message-jobs.ts";
import { unfinishedBatches } from "../../../registry/jobs.ts";
import { runSandbox, type Sandbox } from "../../../testing/child-processes.ts";
import { openFreshDatabase } from "../../../testing/stores.ts";
import type { PaymentDeps } from "../../deps.ts";
import { paymentJobs, unfinishedPayments } from "../../jobs.ts";
import { paymentHandlers } from "../../routes.ts";
import { createTakeNotification } from "../../take-notification.ts";
import { addPayStudent, type PayStudent } from "../pay-student.ts";
import {
  openDocumentDeps,
  openTestProviders,
  type PaymentJob,
  providerOfPath,
  standIns,
  workOffPayments,
} from "../payment-deps.ts";

/** Payments service of one simulated process, which can crash in the middle of its work without completing anything. */
interface Service {
  readonly deps: PaymentDeps;
  readonly handlers: ReturnType<typeof paymentHandlers>;
  readonly take: ReturnType<typeof createTakeNotification>;
  readonly work: (name: PaymentJob) => Promise<number>;
}

interface Life {
  /** Returns the result of `work`, or null when the service crashed during it. Any other exception is a defect. */
  readonly run: <T>(work: (service: Service) => Promise<T>) => Promise<T | null>;
  /** Crashes at the `call`th provider call from now. */
  readonly dieAt: (when: "before-call" | "after-call", call: number) => void;
  /** Cuts every connection to the database immediately. */
  readonly die: () => Promise<void>;
}

interface LifeDeps extends Omit<PaymentDeps, "db"> {
  readonly databaseUrl: string;
  /** Closes the connections with that application name. */
  readonly cutConnections: (application: string) => Promise<void>;
}

let lives = 0;

async function beginLife({ databaseUrl, cutConnections, ...rest }: LifeDeps): Promise<Life> {
  const application = `life-${++lives}`;
  const url = new URL(databaseUrl);
  url.searchParams.set("application_name", application);
  const { db, close } = openDatabase({ url: url.href }, { warn: () => {} });
  let reportDeath: (nothing: null) => void = () => {};
  const death = new Promise<null>((resolve) => {
    reportDeath = resolve;
  });
  let isDead = false;
  let doom: { readonly when: string; calls: number } | null = null;

  const die = async (): Promise<void> => {
    if (isDead) return;
    isDead = true;
    reportDeath(null);
    void close();
    await cutConnections(application);
  };
  const dieIfDoomed = (when: string): void => {
    if (doom?.when === when && doom.calls-- <= 0) void die();
    if (isDead) throw new Error("The service is dead");
  };
  const mortal =
    <Input extends readonly unknown[], Answer>(call: (...args: Input) => Promise<Answer>) =>
    async (...args: Input): Promise<Answer> => {
      dieIfDoomed("before-call");
      const answer = await call(...args);
      dieIfDoomed("after-call");
      return answer;
    };
  const mortalProvider = (pay: PayProvider): PayProvider => ({
    ...pay,
    start: mortal(pay.start),
    query: mortal(pay.query),
    close: mortal(pay.close),
    refund: mortal(pay.refund),
    queryRefund: mortal(pay.queryRefund),
    readBill: pay.readBill && mortal(pay.readBill),
  });
  const deps: PaymentDeps = {
    ...rest,
    db,
    providerOf: (id) => mortalProvider(rest.providerOf(id)),
  };
  const service: Service = {
    deps,
    handlers: paymentHandlers({ ...deps, ...openDocumentDeps() }),
    take: createTakeNotification(deps),
    work: workOffPayments(db, paymentJobs(deps)),
  };
  return {
    die,
    dieAt: (when, calls) => {
      doom = { when, calls };
    },
    run: async (work) => {
      if (isDead) return null;
      try {
        return await Promise.race([work(service), death]);
      } catch (error) {
        if (isDead) return null;
        throw error;
      }
    },
  };
}

export interface StormWorld {
  /** Connections that survive crashes. */
  readonly db: Database;
  readonly sandbox: Sandbox;
  readonly clock: () => Date;
  readonly addStudent: (project: Partial<ProjectRow>) => Promise<PayStudent>;
  /** Calls the current service; returns null when it crashed during the call. */
  readonly request: <T>(work: (service: Service) => Promise<T>) => Promise<T | null>;
  /** The service crashes at the `call`th provider call from now, or immediately; a new one replaces it. */
  readonly dieAt: (when: "before-call" | "after-call", call: number) => void;
  readonly restart: () => Promise<void>;
  /** Lets the service crash at the `call`th provider call from now, or immediately. A new service replaces it. */
  readonly work: (name: PaymentJob) => Promise<void>;
  /** Requeues lost jobs, as the schedule does. */
  readonly requeueLostJobs: () => Promise<unknown>;
  readonly deliver: () => Promise<unknown>;
  readonly passTime: (seconds: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Opens the environment. `folder` is that of the PostgreSQL installation. */
export async function openStormWorld(folder: string): Promise<StormWorld> {
  const [database, sandbox] = await Promise.all([openFreshDatabase(folder), runSandbox()]);
  const { db } = database;
  const students = openStudentWorld(db);
  const jobTable = createJobTable(db);
  const moved = { ms: 0 };
  const clock = (): Date => new Date(Date.now() + moved.ms);
  const warn = (): void => {};
  const server = createServer(async (incoming, response) => {
    const body = await text(incoming);
    const provider = providerOfPath(incoming.url ?? "") ?? "wechat-pay";
    // The inner null means that the request was refused, the outer null or an exception that the service crashed.
    const answer = await request(async (service) => ({
      taken: await service.take(provider, incoming.headers, body),
    })).catch(() => null);
    response
      .writeHead(answer === null ? 503 : (answer.taken?.status ?? 401))
      .end(answer?.taken?.text);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const deps: LifeDeps = {
    databaseUrl: database.url,
    clock,
    ids: () => randomUUID(),
    sealer: students.deps.sealer,
    configuration: createConfiguration({
      "one-person-refund": 3000,
      "one-person-refund-day": 100_000_000,
    }),
    warn,
    providerOf: openTestProviders({
      sandbox,
      notifyBase: `http://127.0.0.1:${port}`,
      timeoutMs: 8000,
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
  const request: StormWorld["request"] = (work) => life.run(work);
  const deliver = async (): Promise<void> => {
    for (const fake of Object.values(standIns))
      await sandbox.control("POST", `${fake}/deliver`, {});
  };

  return {
    db,
    sandbox,
    clock,
    addStudent: (project) =>
      addPayStudent({ db, sandbox, students, clock }, { graduationYear: nextYear++, ...project }),
    request,
    dieAt: (when, call) => life.dieAt(when, call),
    restart: async () => {
      const old = life;
      life = await beginLife(deps);
      await old.die();
      // Makes the heartbeats old, so that jobs of lost workers are detected.
      await db.execute(
        sql`update pgboss.job set heartbeat_on = now() - interval '1 day' where state = 'active'`,
      );
      await jobTable.giveBackLost();
    },
    work: async (name) => {
      while (await request((service) => service.work(name)));
    },
    requeueLostJobs: async () =>
      jobTable.requeue({
        ...(await unfinishedPayments(db)),
        ...(await unfinishedMessages(db)),
        ...(await unfinishedBatches(db)),
      }),
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
