/** Environment of a storm: one database, one sandbox, a common clock, and a service that restarts after a crash. */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { sql } from "drizzle-orm";
import { openStudentWorld } from "../../../collections/testing/student-world.ts";
import { createConfiguration } from "../../../core/configuration/read-configuration.ts";
import type { ProjectRow } from "../../../core/project/present-project.ts";
import type { Database } from "../../../infra/db/database.ts";
import { createJobTable } from "../../../infra/jobs/job-table.ts";
import { unfinishedMessages } from "../../../messages/send-message.ts";
import { unfinishedBatches } from "../../../registry/jobs.ts";
import { runSandbox, type Sandbox } from "../../../testing/child-processes.ts";
import { openFreshDatabase } from "../../../testing/stores.ts";
import { unfinishedPayments } from "../../jobs.ts";
import { openTestProviders, providerOfPath, standIns } from "../open-test-providers.ts";
import { addPayStudent, type PayStudent } from "../pay-student.ts";
import type { PaymentJob } from "../work-off-payments.ts";
import { beginLife, type LifeDeps, type Service } from "./service-life.ts";

export interface StormWorld {
  /** Connections that survive crashes. */
  readonly db: Database;
  readonly sandbox: Sandbox;
  readonly clock: () => Date;
  readonly addStudent: (project: Partial<ProjectRow>) => Promise<PayStudent>;
  /** Calls the current service; null when it crashed during the call. */
  readonly request: <T>(work: (service: Service) => Promise<T>) => Promise<T | null>;
  /** The service crashes at the `call`th provider call from now, or immediately; a new one replaces it. */
  readonly dieAt: (when: "before-call" | "after-call", call: number) => void;
  readonly restart: () => Promise<void>;
  /** Runs the jobs of the kind until none is due. */
  readonly work: (name: PaymentJob) => Promise<void>;
  /** Requeues lost jobs, as the schedule does. */
  readonly requeueLostJobs: () => Promise<unknown>;
  readonly deliver: () => Promise<unknown>;
  readonly passTime: (seconds: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** `folder`: PostgreSQL installation. */
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
    // Inner null: the request was refused. Outer null or exception: the service crashed.
    const answer = await request(async (service) => ({
      taken: await service.take(provider, incoming.headers, body),
    })).catch(() => null);
    response.writeHead(answer === null ? 503 : (answer.taken?.status ?? 401)).end(answer?.taken?.text);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const deps: LifeDeps = {
    databaseUrl: database.url,
    clock,
    ids: () => randomUUID(),
    sealer: students.deps.sealer,
    configuration: createConfiguration({ "one-person-refund": 3000, "one-person-refund-day": 100_000_000 }),
    warn,
    providerOf: openTestProviders({ sandbox, notifyBase: `http://127.0.0.1:${port}`, timeoutMs: 8000 }),
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
    for (const fake of Object.values(standIns)) await sandbox.control("POST", `${fake}/deliver`, {});
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
      await db.execute(sql`update pgboss.job set heartbeat_on = now() - interval '1 day' where state = 'active'`);
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
