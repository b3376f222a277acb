import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../testing/resources.ts";

const module = new URL("./notify-systemd.ts", import.meta.url).href;

/** Runs a program and returns what it writes to the file that replaces systemd's socket. */
async function messagesOf(env: Record<string, string>, rest: string): Promise<string> {
  const file = join(temporaryFolder("notify"), "socket");
  const fd = openSync(file, "a");
  const program = `import { notifySystemd } from ${JSON.stringify(module)}; notifySystemd(); ${rest}`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    env,
    stdio: ["ignore", "inherit", "inherit", "ignore", fd],
  });
  closeSync(fd);
  expect((await once(child, "close"))[0]).toBe(0);
  return readFileSync(file, "utf8");
}

const unit = { LISTEN_FDNAMES: "other:notify", WATCHDOG_USEC: "40000" };
const turn = "setTimeout(() => {}, 200);";
const hang = "for (const end = Date.now() + 200; Date.now() < end; );";

test("a process reports that it is ready and then sends watchdog messages while its event loop runs", async () => {
  expect(await messagesOf(unit, turn)).toMatch(/^READY=1(WATCHDOG=1)+$/);
});

test("a process sends no watchdog message while its event loop hangs, and the timer does not keep it alive", async () => {
  expect(await messagesOf(unit, hang)).toBe("READY=1");
});

test("a process without a watchdog only reports that it is ready, and without systemd reports nothing", async () => {
  expect(await messagesOf({ LISTEN_FDNAMES: "other:notify" }, turn)).toBe("READY=1");
  expect(await messagesOf({}, turn)).toBe("");
});
