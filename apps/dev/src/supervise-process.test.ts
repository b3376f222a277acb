import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLog } from "@gradphoto/server/log";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { choosePort } from "./choose-port.ts";
import { type ChildProgram, superviseProcess } from "./supervise-process.ts";

const root = mkdtempSync(join(tmpdir(), "gradphoto-keep-"));
afterAll(() => rmSync(root, { recursive: true }));

const well = 'process.send({ ready: "here" }); setInterval(() => {}, 1000);';
const broken = "process.exit(3);";

function supervise(name: string, source: string, wishes: Partial<ChildProgram> = {}) {
  const file = join(root, `${name}.mjs`);
  writeFileSync(file, source);
  const logged: string[] = [];
  const log = createLog({ stream: { write: (line) => void logged.push(line) } });
  const running = superviseProcess({ name, file, env: { PATH: process.env.PATH }, ...wishes }, log);
  onTestFinished(() => running.stop());
  const living = async (not: number | null): Promise<number | null> => {
    await expect
      .poll(() => running.pid() !== null && running.pid() !== not, { timeout: 20_000 })
      .toBe(true);
    return running.pid();
  };
  return { running, living, logged, write: (now: string) => writeFileSync(file, now) };
}

test("a killed process is restarted", async () => {
  const { running, living, logged } = supervise("killed", well);
  expect(await running.ready).toBe("here");
  const first = running.pid();
  process.kill(first ?? 0, "SIGKILL");
  await living(first);
  expect(logged.join()).toContain("a process ended and is started again");
});

test("a requested restart replaces the process without logging an error", async () => {
  const { running, living, logged } = supervise("restarted", well);
  await running.ready;
  const first = running.pid();
  running.restart();
  await living(first);
  expect(logged).toEqual([]);
});

test("a process that never becomes ready fails with an error that names it", async () => {
  const { running } = supervise("never-ready", broken);
  await expect(running.ready).rejects.toThrow("never-ready does not start");
});

test("a broken process under development waits for the next change", async () => {
  const { running, living, logged, write } = supervise("worked-on", well, {
    waitsForRestart: true,
  });
  await running.ready;
  const first = running.pid();
  write(broken);
  running.restart();
  await expect
    .poll(() => logged.join(), { timeout: 20_000 })
    .toContain("waits for the next change");
  expect(running.pid()).toBeNull();
  write(well);
  running.restart();
  await living(first);
});

test("a program without the ready message is ready when its address answers", async () => {
  const port = await choosePort({ host: "127.0.0.1", port: 0, isFixed: true });
  const address = `http://127.0.0.1:${port}/`;
  const { running } = supervise(
    "tool",
    `import { createServer } from "node:http";
     createServer((_, response) => response.end()).listen(Number(process.argv[2]), "127.0.0.1");`,
    { args: [String(port)], address },
  );
  expect(await running.ready).toBe(address);
});
