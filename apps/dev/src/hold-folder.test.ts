import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { holdFolder } from "./hold-folder.ts";

const root = mkdtempSync(join(tmpdir(), "gradphoto-hold-"));
afterAll(() => rmSync(root, { recursive: true }));

test("a second service in the same folder is refused with the first one's address, until the first has ended", async () => {
  const folder = join(root, "shared");
  const first = await holdFolder(folder);
  await expect(holdFolder(folder)).rejects.toThrow(/正在启动.*is just starting/);
  first.announce("http://127.0.0.1:3000");
  await expect(holdFolder(folder)).rejects.toThrow(
    /已在 http:\/\/127\.0\.0\.1:3000 运行.*already running at http:\/\/127\.0\.0\.1:3000.*GRADPHOTO_DATA_FOLDER=/,
  );
  await first.release();
  const second = await holdFolder(folder);
  await second.release();
  expect(existsSync(join(folder, "running.json"))).toBe(false);
});

test("only one of several simultaneous starts gets the folder, even after a killed holder", async () => {
  const folder = join(root, "crowded");
  for (const _round of [1, 2]) {
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => holdFolder(folder)));
    const holders = answers.flatMap((answer) =>
      answer.status === "fulfilled" ? [answer.value] : [],
    );
    expect(holders).toHaveLength(1);
    await holders[0]?.release();
    const child = await holdElsewhere(folder);
    child.kill("SIGKILL");
    await once(child, "exit");
  }
});

test("a lock ends with its killed process, and the next process gets the folder", async () => {
  const folder = join(root, "killed");
  const child = await holdElsewhere(folder);
  await expect(holdFolder(folder)).rejects.toThrow("is just starting");
  child.kill("SIGKILL");
  await once(child, "exit");
  await (await holdFolder(folder)).release();
});

test("another program on the port of a killed service does not hold the folder", async () => {
  const folder = join(root, "stranger");
  const child = await holdElsewhere(folder);
  const { port } = JSON.parse(readFileSync(join(folder, "running.json"), "utf8"));
  child.kill("SIGKILL");
  await once(child, "exit");
  const stranger = createServer((socket) => socket.end("220 ready\r\n")).listen(port, "127.0.0.1");
  await once(stranger, "listening");
  onTestFinished(() => void stranger.close());
  await (await holdFolder(folder)).release();
});

/** Starts a separate process that holds the folder. */
async function holdElsewhere(folder: string): Promise<ChildProcess> {
  const program = fileURLToPath(new URL("./testing/hold-until-killed.ts", import.meta.url));
  const child = spawn(process.execPath, [program, folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  await Promise.race([
    once(child.stdout, "data"),
    once(child, "exit").then(() => Promise.reject(new Error("it ended early"))),
  ]);
  return child;
}
