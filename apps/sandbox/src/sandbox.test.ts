import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { readConfig } from "./config.ts";
import { settings } from "./settings.ts";
import { openSandbox } from "./testing/open-sandbox.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gradphoto-sandbox-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("acknowledged data survives a restart: codes, keys, people, faults and clock", async () => {
  const file = join(folder, "books.json");
  const previous = openSandbox(file);
  const { body } = await previous.post("/control/chsi/codes", { studentId: "student-1" });
  const people = (await previous.get("/control/wechat/users")).body;
  const keys = (await previous.get("/control/settings")).body;
  await previous.post("/control/clock", { advanceSeconds: 90 });
  await previous.post("/control/faults", { target: "sms", kind: "slow" });

  const after = openSandbox(file);
  const { text } = z.object({ text: z.string() }).parse(body);
  const authorization = `Bearer ${settings.chsi.key}`;
  expect((await after.post("/chsi/decode", { text }, { authorization })).status).toBe(200);
  expect((await after.get("/control/wechat/users")).body).toEqual(people);
  expect((await after.get("/control/settings")).body).toEqual(keys);
  expect((await after.get("/control/clock")).body).toEqual({ now: "2026-06-01T02:01:30.000Z" });
  expect((await after.get("/control/faults")).body).toHaveLength(1);
  expect(readdirSync(folder)).toEqual(["books.json"]);
});

test("a file of another program is refused by name and not changed", () => {
  const file = join(folder, "books.json");
  writeFileSync(file, '{"orders":[]}');
  expect(() => openSandbox(file)).toThrow(/books\.json.*delete it or name another/);
});

test("the control page escapes its data, and its forms redirect back to it", async () => {
  const sandbox = openSandbox();
  await sandbox.post("/control/wechat/users", { name: "测试<script>" });
  const { statusCode, headers } = await sandbox.app.inject({
    method: "POST",
    url: "/control/faults",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: "target=chsi&kind=busy&times=3&delayMs=&copies=",
  });
  expect([statusCode, headers.location]).toEqual([303, "/control"]);
  const { body } = await sandbox.app.inject({ method: "GET", url: "/control" });
  expect(body).toContain("测试&lt;script&gt;");
  expect(body).not.toContain("<script");
  expect(body).toContain("<td>chsi</td><td>busy</td><td>3</td>");
});

test("an unknown address is answered with 404 and a malformed body with 400", async () => {
  const sandbox = openSandbox();
  expect(await sandbox.get("/nowhere")).toMatchObject({ status: 404, body: { code: "not-found" } });
  const { statusCode } = await sandbox.app.inject({
    method: "POST",
    url: "/control/clock",
    headers: { "content-type": "application/json" },
    payload: "{broken",
  });
  expect(statusCode).toBe(400);
});

test("the sandbox refuses to run in production and reports an invalid port", () => {
  expect(() => readConfig({ NODE_ENV: "production" })).toThrow("never runs in production");
  expect(() => readConfig({ PORT: "many" })).toThrow("PORT");
  expect(readConfig({ PORT: "0", GRADPHOTO_SANDBOX_BOOKS: "" })).toEqual({ port: 0 });
});

test("a call with x-sandbox-time happens at that time, and the next one at the present", async () => {
  const sandbox = openSandbox();
  const time = "2026-04-01T02:00:00.000Z";
  const at = async (headers: Record<string, string>) =>
    (await sandbox.get("/control/clock", headers)).body.now;
  expect(await at({ "x-sandbox-time": time })).toBe(time);
  expect(await at({})).toBe(sandbox.clock.now.toISOString());
});
