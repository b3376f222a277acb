import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { contractVersion } from "@gradphoto/domain";
import { createClient, fetchTransport } from "@gradphoto/domain/client";
import { expect, onTestFinished, test, vi } from "vitest";
import { childEnvironment } from "../testing/child-processes.ts";
import { openEmptyDatabase, openTestDatabase, startSandbox } from "../testing/resources.ts";
import { startApi } from "./api.ts";
import { runFirstOperator } from "./first-operator.ts";
import { runMigrate } from "./migrate.ts";

const sandbox = await startSandbox();
const migrated = await openTestDatabase();
const program = fileURLToPath(new URL("./api.ts", import.meta.url));

async function start(settings: Record<string, string>) {
  const outside = {
    GRADPHOTO_WECHAT_URL: sandbox.url,
    GRADPHOTO_SMS_URL: sandbox.url,
    GRADPHOTO_ISSUER_URL: sandbox.url,
  };
  const child = spawn(process.execPath, [program], {
    env: { ...childEnvironment, PORT: "0", ...outside, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = text(child.stderr);
  const ended = once(child, "exit");
  const stop = async (): Promise<unknown> => {
    child.kill("SIGTERM");
    return (await ended)[0];
  };
  onTestFinished(async () => void (await stop()));
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), "line"),
    ended,
  ]);
  return { url: String(line), stop, log };
}

const clientOf = (baseUrl: string) =>
  createClient(fetchTransport<Blob, FormData>({ fetch, FormData }), {
    baseUrl,
    language: "en",
    contractVersion,
    sessionToken: () => null,
  });

test("two processes on an empty database both migrate, share sessions and codes, and end when asked", async () => {
  const { url: database } = await openEmptyDatabase();
  const [first, second] = await Promise.all([
    start({ DATABASE_URL: database }),
    start({ DATABASE_URL: database }),
  ]);
  for (const { url } of [first, second]) expect((await fetch(`${url}/readyz`)).status).toBe(200);

  const phone = "19912345678";
  expect(await clientOf(first.url)("sendSmsCode", { body: { phone } })).toMatchObject({ ok: true });
  expect(await clientOf(second.url)("sendSmsCode", { body: { phone } })).toMatchObject({
    ok: false,
    problem: { code: "sms-too-often" },
  });
  const code = await sandbox.smsCode(phone);
  const signedIn = await clientOf(second.url)("signInWithSms", { body: { phone, code } });
  const token = signedIn.ok ? signedIn.value.token : "";
  const account = await fetch(`${first.url}/v1/account`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(account.status).toBe(200);

  expect(await Promise.all([first.stop(), second.stop()])).toEqual([0, 0]);
  const log = (await first.log) + (await second.log);
  for (const line of log.trim().split("\n")) expect(() => JSON.parse(line), line).not.toThrow();
  for (const secret of [phone, token]) expect(log).not.toContain(secret);
  expect(log).not.toContain(`"${code}"`);
});

test("an ending process first reports not ready, answers remaining requests and names itself in each log line", async () => {
  const { url, stop, log } = await start({ DATABASE_URL: migrated.url, GRADPHOTO_DRAIN_S: "2" });
  const ended = stop();
  await expect.poll(async () => (await fetch(`${url}/readyz`)).status, { interval: 50 }).toBe(503);
  const meanwhile = await fetch(`${url}/healthz`);
  expect(meanwhile.status, "what the proxy sent meanwhile is answered").toBe(200);
  expect(meanwhile.headers.get("connection"), "on a connection that is closed afterwards").toBe(
    "close",
  );
  expect(await ended).toBe(0);
  for (const line of (await log).trim().split("\n"))
    expect(JSON.parse(line)).toMatchObject({
      process: "api",
      host: expect.any(String),
      pid: expect.any(Number),
      version: expect.any(String),
    });
});

test("each program without a database explains in both languages what to do and does not start", async () => {
  const child = spawn(process.execPath, [fileURLToPath(new URL("./worker.ts", import.meta.url))], {
    env: childEnvironment,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const words = /^还没有数据库：.*npm start.* \/ No database is named: npm start .*DATABASE_URL.*$/;
  const [worker, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  expect([code, worker.trim()]).toEqual([1, expect.stringMatching(words)]);

  await expect(startApi({ PORT: "0" })).rejects.toThrow(words);
  const written: string[] = [];
  const stderr = vi
    .spyOn(process.stderr, "write")
    .mockImplementation((text) => written.push(String(text)) > 0);
  onTestFinished(() => stderr.mockRestore());
  expect(await runMigrate({})).toBe(1);
  const warn = (text: string): void => void written.push(text);
  const person = ["--username", "ming.li", "--name", "李明"];
  expect(await runFirstOperator(person, {}, { print: warn, warn })).toBe(1);
  expect(written.map((text) => text.trim())).toEqual([worker.trim(), worker.trim()]);
});

test("an occupied port is reported with its number and the setting to change", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  onTestFinished(() => void taken.close());
  const address = taken.address();
  const port = typeof address === "object" && address ? address.port : 0;
  for (const setting of ["PORT", "GRADPHOTO_METRICS_PORT"]) {
    const starting = startApi({ PORT: "0", DATABASE_URL: migrated.url, [setting]: String(port) });
    await expect(starting).rejects.toThrow(
      new RegExp(`端口 ${port} 已被占用.*Port ${port} is in use.*${setting}=${port + 1}`),
    );
  }
});

test("production without its settings does not start and names all missing ones", async () => {
  const starting = startApi({ NODE_ENV: "production", GRADPHOTO_WECHAT_URL: sandbox.url });
  await expect(starting).rejects.toThrow("GRADPHOTO_SEAL_KEYS must be set in production");
  await expect(starting).rejects.toThrow("GRADPHOTO_WECHAT_URL must be https");
});
