import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";

const module = new URL("./notify-systemd.ts", import.meta.url).href;

/** Runs a program and returns what it writes to the file that replaces systemd's socket. */
async function wordsOf(env: Record<string, string>, rest: string): Promise<string> {
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

test("says that it is ready, and goes on saying so while its event loop turns", async () => {
  expect(await wordsOf(unit, turn)).toMatch(/^READY=1(WATCHDOG=1)+$/);
});

test("says nothing more while its event loop hangs, and does not stay for it", async () => {
  expect(await wordsOf(unit, hang)).toBe("READY=1");
});

test("without a watchdog it is ready once, and without systemd it says nothing", async () => {
  expect(await wordsOf({ LISTEN_FDNAMES: "other:notify" }, turn)).toBe("READY=1");
  expect(await wordsOf({}, turn)).toBe("");
});
