/** Common misconfigurations of installations. The doctor must detect each one and explain the fix. */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { join } from "node:path";
import { createServer as createTlsServer } from "node:tls";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { photoSpecOf } from "@gradphoto/domain";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { readSpecFaults } from "../core/photo-standard/read-photo-specs.ts";
import { type Clock, systemClock } from "../infra/clock.ts";
import { type OpenDatabase, openDatabase } from "../infra/db/database.ts";
import { createLog } from "../infra/log.ts";
import { createMetrics } from "../infra/metrics/metrics.ts";
import { createOperatorProof, seenAddress } from "../infra/operator-proof.ts";
import { openPorts } from "../ports.ts";
import { metricsPage } from "../programs/doctor.ts";
import { readServiceConfig } from "../settings/service-config.ts";
import {
  openEmptyDatabase,
  openTestDatabase,
  startSandbox,
  temporaryFolder,
} from "../testing/resources.ts";
import type { State } from "./check.ts";
import { checks, examine, worstOf } from "./checks.ts";
import { testCertificate } from "./testing/certificate.ts";

const database = await openTestDatabase();
const sandbox = await startSandbox();

/** Runs the doctor and returns the worst state and the messages of one check. */
async function runCheck(
  name: keyof typeof checks,
  how: { env?: Readonly<Record<string, string>>; on?: OpenDatabase; clock?: Clock } = {},
): Promise<readonly [State, string]> {
  const examined = await examineOne(name, how);
  const words = examined.flatMap(({ findings }) =>
    findings.flatMap(({ observation, advice }) => [observation.en, advice?.en ?? ""]),
  );
  return [worstOf(examined), words.join("\n")];
}

async function examineOne(
  name: keyof typeof checks,
  { env = {}, on = database, clock = systemClock }: NonNullable<Parameters<typeof runCheck>[1]>,
) {
  const all = {
    GRADPHOTO_SANDBOX_URL: sandbox.url,
    GRADPHOTO_OBJECTS: temporaryFolder("doctor"),
    ...env,
  };
  const { config, secrets } = readServiceConfig(all);
  const log = createLog({ stream: { write: () => {} } });
  const metrics = createMetrics();
  const ports = openPorts({
    config,
    secrets,
    db: on.db,
    clock: systemClock,
    randomBytes,
    log,
    metrics,
  });
  const deps = {
    ...{ env: all, config, secrets, database: on, ports, clock, timeoutMs: 2000 },
    readSpecFaults: () => readSpecFaults(on.db, ports.specFiles, clock()),
  };
  return examine({ [name]: checks[name] }, deps);
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}

const closed = "http://127.0.0.1:1";

test("every check in the folder is on the list, and the list has no other", async () => {
  const files = readdirSync(fileURLToPath(new URL("./", import.meta.url))).filter((name) =>
    /^[a-z-]+\.ts$/.test(name),
  );
  const modules: readonly object[] = await Promise.all(files.map((name) => import(`./${name}`)));
  const isCheck = (value: unknown): boolean =>
    typeof value === "object" && value !== null && "run" in value;
  const exported = modules.flatMap((all) =>
    Object.entries(all).flatMap(([name, value]) => (isCheck(value) ? name : [])),
  );
  expect(exported.sort()).toEqual(Object.keys(checks).sort());
});

test("reports a healthy installation as ok", async () => {
  for (const name of [
    "database",
    "migrations",
    "clock",
    "disk",
    "wechat",
    "payments",
    "chsi",
    "sms",
  ] as const) {
    expect(await runCheck(name), name).toEqual(["ok", expect.any(String)]);
  }
});

test("reports an unreachable or unmigrated database, and a connection with the owner's rights", async () => {
  const away = openDatabase({ url: "postgresql://127.0.0.1:1/none" }, { warn: () => {} });
  expect(await runCheck("database", { on: away })).toEqual([
    "fault",
    expect.stringContaining("ECONNREFUSED"),
  ]);
  await away.close();
  const empty = await openEmptyDatabase();
  expect(await runCheck("migrations", { on: empty })).toEqual([
    "fault",
    expect.stringContaining("gradphoto-migrate"),
  ]);
  expect(await runCheck("database")).toEqual(["ok", expect.stringContaining("gradphoto_service")]);
  const owner = { ...database, pool: database.owner, url: database.ownerUrl };
  expect(await runCheck("database", { on: owner })).toEqual([
    "warning",
    expect.stringContaining("owns tables"),
  ]);
});

test("names a broken photo spec with its file and field", async () => {
  const folder = temporaryFolder("specs");
  const env = { GRADPHOTO_SPECS: folder };
  expect(await runCheck("specs", { env })).toMatchObject(["ok", expect.any(String)]);
  const id = "chsi-blue.0b7e7d0e-6d0f-4f43-9c39-1f4b3a0c9d11";
  const { limits: _, ...blue } = photoSpecOf("chsi-blue");
  writeFileSync(join(folder, "wide.json"), JSON.stringify({ ...blue, id, dpi: 0 }));
  expect(await runCheck("specs", { env })).toEqual([
    "fault",
    expect.stringContaining("wide.json, dpi:"),
  ]);
});

test("says that the disk of the database is full when a check cannot read because of it", async () => {
  const error = new pg.DatabaseError("could not extend file", 10, "error");
  error.code = "53100";
  const pool = new pg.Pool();
  pool.query = () => Promise.reject(error);
  const [state, words] = await runCheck("database", { on: { ...database, pool } });
  expect([state, words.split("\n")[0]]).toEqual([
    "fault",
    "The disk of the database is full: nothing can be saved",
  ]);
});

test("distinguishes a database older than the program from a newer one", async () => {
  const pool = database.owner;
  await pool.query(
    "insert into schema_migrations (number, name, sha256) values (99999, 'later', 'x')",
  );
  expect(await runCheck("migrations")).toEqual(["warning", expect.stringContaining("upgrade")]);
  await pool.query("delete from schema_migrations where number = 99999");
});

test("reports keys of the development environment", async () => {
  expect(
    await runCheck("keys", { env: { GRADPHOTO_LINK_KEY: Buffer.alloc(32, 3).toString("base64") } }),
  ).toEqual([
    "fault",
    expect.stringContaining("GRADPHOTO_LINK_KEY must not be the one of development"),
  ]);
});

test("reports an unreachable object store and unencrypted photos", async () => {
  const bucket = { GRADPHOTO_OBJECTS: `${closed}/photos`, GRADPHOTO_S3_KEY: "id:secret" };
  const [state, words] = await runCheck("objects", { env: bucket });
  expect(state).toBe("fault");
  expect(words).toContain("GRADPHOTO_S3_KEY");
  expect(words).toContain("set GRADPHOTO_OBJECT_KEYS");
});

test.each([
  ["wechat", "wechat-token", "busy", "errcode"],
  ["wechat", "wechat-token", "garbage", "does not answer"],
  ["payments", "pay-query", "system-error", "clock"],
  ["payments", "pay-query", "garbage", "WeChat Pay did not answer as it should"],
  ["payments", "alipay-query", "bad-signature", "Alipay did not answer as it should"],
  ["chsi", "chsi", "garbage", "GRADPHOTO_ISSUER_URL"],
  ["chsi", "registry-result", "garbage", "GRADPHOTO_REGISTRY_URL"],
] as const)("%s: reports %s that answers with %s", async (name, target, kind, words) => {
  await sandbox.orderFault(target, kind, 10);
  try {
    expect(await runCheck(name)).toEqual(["fault", expect.stringContaining(words)]);
  } finally {
    await sandbox.control("DELETE", "/faults");
  }
});

const anotherKey = Buffer.alloc(32, 99).toString("base64");

test("reports a wrong CHSI key and a wrong WeChat secret by the setting's name", async () => {
  expect((await runCheck("chsi", { env: { GRADPHOTO_ISSUER_KEY: anotherKey } }))[1]).toContain(
    "GRADPHOTO_ISSUER_KEY",
  );
  expect((await runCheck("chsi", { env: { GRADPHOTO_REGISTRY_KEY: anotherKey } }))[1]).toContain(
    "GRADPHOTO_REGISTRY_KEY",
  );
  const app = { GRADPHOTO_WECHAT_MINI_PROGRAM: "wx0000000000000001:another" };
  expect((await runCheck("wechat", { env: app }))[1]).toContain("GRADPHOTO_WECHAT_MINI_PROGRAM");
});

test("reports unreachable WeChat, SMS, CHSI and public addresses", async () => {
  const env = {
    GRADPHOTO_WECHAT_URL: closed,
    GRADPHOTO_SMS_URL: closed,
    GRADPHOTO_ISSUER_URL: closed,
    GRADPHOTO_PUBLIC_URL: closed,
  };
  for (const name of ["wechat", "sms", "chsi", "proxy"] as const)
    expect((await runCheck(name, { env }))[0], name).toBe("fault");
});

/** Simulates a proxy: its response to the upload, the client address it reports, and the headers of scripts. */
const proxyWith = (how: {
  readonly upload: number;
  readonly sees: (forged: string) => string;
  readonly script: Readonly<Record<string, string>>;
}) =>
  serve((request, response) => {
    const send = (status: number, type: string, body: string): void =>
      void response.writeHead(status, { "content-type": type }).end(body);
    if (request.url === "/healthz") return send(200, "application/json", "{}");
    if (request.url === seenAddress.path) {
      const proof = createOperatorProof(Buffer.alloc(32, 3), systemClock);
      if (!proof.isProof(String(request.headers[seenAddress.header])))
        return send(404, "application/json", "{}");
      return send(
        200,
        "application/json",
        JSON.stringify({ address: how.sees(String(request.headers["x-forwarded-for"])) }),
      );
    }
    if (request.method === "POST") {
      if (how.upload === 413) return send(413, "text/html", "<html>too large</html>");
      request.resume().on("end", () => send(how.upload, "application/problem+json", "{}"));
      return;
    }
    if (request.url === "/js/app.js")
      return void response.writeHead(200, how.script).end(brotliCompressSync("app"));
    send(200, "text/html", '<html><script type="module" src="/js/app.js"></script>');
  });

const asSent = { "content-encoding": "br", "cache-control": "public, max-age=31536000, immutable" };

test("reports a proxy that removes compression or caching from scripts", async () => {
  const through = async (script: Readonly<Record<string, string>>) => {
    const url = await proxyWith({ upload: 401, sees: () => "198.51.100.4", script });
    return (await runCheck("proxy", { env: { GRADPHOTO_PUBLIC_URL: url } }))[1];
  };
  expect(await through(asSent)).toContain("the console are there");
  expect(await through({ "cache-control": asSent["cache-control"] })).toContain(
    "come uncompressed",
  );
  expect(await through({ ...asSent, "cache-control": "no-cache" })).toContain(
    "not to be kept: br, no-cache",
  );
});

test("reports a proxy that blocks photo uploads or lets clients forge their address", async () => {
  const honest = { upload: 401, sees: () => "198.51.100.4", script: asSent };
  const through = async (how: Parameters<typeof proxyWith>[0]) =>
    runCheck("proxy", { env: { GRADPHOTO_PUBLIC_URL: await proxyWith(how) } });
  expect(await through(honest)).toEqual([
    "warning",
    expect.stringContaining("sees this machine as 198.51.100.4"),
  ]);
  expect(await through({ ...honest, upload: 413 })).toEqual([
    "fault",
    expect.stringContaining("client_max_body_size"),
  ]);
  expect(await through({ ...honest, sees: (forged) => forged })).toEqual([
    "fault",
    expect.stringContaining("forge"),
  ]);
});

test("an operator proof is valid for a minute and only with the same key", () => {
  const now = { ms: Date.now() };
  const clock = (): Date => new Date(now.ms);
  const proof = createOperatorProof(randomBytes(32), clock);
  const other = createOperatorProof(randomBytes(32), clock);
  const made = proof.make();
  expect(proof.isProof(made)).toBe(true);
  for (const wrong of [other.make(), "", ".", `${now.ms + 1000}.`, made.slice(0, -1)])
    expect(proof.isProof(wrong)).toBe(false);
  now.ms += 61_000;
  expect(proof.isProof(made)).toBe(false);
});

const days =
  (from: string, count: number): Clock =>
  () =>
    new Date(Date.parse(from) + count * 86_400_000);

test("reports a certificate before it expires, and a server without a certificate", async () => {
  const server = createTlsServer(testCertificate).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const env = {
    GRADPHOTO_PUBLIC_URL: `https://localhost:${port}`,
    GRADPHOTO_OBJECTS: "https://127.0.0.1:1/photos",
  };
  const key = { GRADPHOTO_S3_KEY: "id:secret" };
  const [state, words] = await runCheck("certificates", { env: { ...env, ...key } });
  expect(state).toBe("fault");
  expect(words).toContain("the object store 127.0.0.1 shows no certificate");
  const checkDaysBefore = async (count: number) =>
    runCheck("certificates", {
      env: { GRADPHOTO_PUBLIC_URL: env.GRADPHOTO_PUBLIC_URL },
      clock: days(testCertificate.endsAt, -count),
    });
  expect(await checkDaysBefore(20)).toEqual([
    "ok",
    expect.stringContaining("localhost is good for 20 days"),
  ]);
  expect((await checkDaysBefore(13))[0]).toBe("warning");
  expect((await checkDaysBefore(2))[0]).toBe("fault");
});

test("reports a missing or outdated backup, and exports the time of the last backup as a metric", async () => {
  const folder = temporaryFolder("backups");
  const env = { GRADPHOTO_OBJECTS: folder };
  expect(await runCheck("backup", { env })).toEqual([
    "warning",
    expect.stringContaining("gradphoto-backup.timer"),
  ]);
  mkdirSync(join(folder, "backups"));
  writeFileSync(join(folder, "backups", "last"), "2026-03-10T02:00:00Z\n");
  const after = (count: number) => ({ env, clock: days("2026-03-10T02:00:00Z", count) });
  expect((await runCheck("backup", after(1)))[0]).toBe("ok");
  expect((await runCheck("backup", after(1.5)))[0]).toBe("warning");
  expect((await runCheck("backup", after(3)))[0]).toBe("fault");
  const page = metricsPage(await examineOne("backup", after(3)), new Date("2026-03-13T02:00:00Z"));
  expect(page).toContain('\ngradphoto_check{check="backup"} 2\n');
  expect(page).toContain(
    `\ngradphoto_backup_finished_timestamp_seconds{of="service"} ${Date.parse("2026-03-10T02:00:00Z") / 1000}`,
  );
});
