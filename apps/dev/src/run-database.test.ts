import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { answers } from "@gradphoto/local-postgres";
import { createLog } from "@gradphoto/server/log";
import { afterAll, expect, test } from "vitest";
import { runDatabase } from "./run-database.ts";

const root = mkdtempSync(join(tmpdir(), "gradphoto-keep-"));
// When root runs the tests, the database runs as another user.
chmodSync(root, 0o755);
afterAll(() => rmSync(root, { recursive: true, force: true }));

test("a killed supervisor leaves no database running, and the next supervisor starts it again", async () => {
  const folder = join(root, "killed");
  const program = fileURLToPath(
    new URL("./testing/keep-database-until-killed.ts", import.meta.url),
  );
  const child = spawn(process.execPath, [program, folder], { stdio: ["ignore", "pipe", "ignore"] });
  const [url = ""]: string[] = await once(createInterface({ input: child.stdout }), "line");
  expect(await answers(url)).toBe(true);
  child.kill("SIGKILL");
  await once(child, "exit");
  await expect.poll(() => answers(url), { timeout: 20_000, interval: 100 }).toBe(false);

  const next = await runDatabase(folder, createLog({ stream: { write: () => {} } }));
  expect(await answers(next.url)).toBe(true);
  await next.stop();
  expect(await answers(next.url)).toBe(false);
});
