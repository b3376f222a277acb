import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres.ts";
import { readPidFile } from "./server-process.ts";

const isRoot = process.getuid?.() === 0;
const root = mkdtempSync(join(tmpdir(), "gradphoto-embedded-"));
// The server runs as another user, who cannot enter a folder of root.
chmodSync(root, 0o755);
const packageFolder = fileURLToPath(new URL("..", import.meta.url));
const running = new Set<EmbeddedPostgres>();
afterAll(async () => {
  for (const postgres of running) await postgres.stop();
  rmSync(root, { recursive: true });
});

const start = async (folder: string, throwAway = false): Promise<EmbeddedPostgres> => {
  const postgres = await startEmbeddedPostgres({ folder, throwAway });
  running.add(postgres);
  return postgres;
};

async function query(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** Starts a separate process that inserts rows; resolves after twenty committed rows. */
async function insertInOtherProcess(
  folder: string,
): Promise<{ child: ChildProcess; lastCommitted: () => Promise<number> }> {
  const args = ["src/testing/insert-until-killed.ts", folder];
  const child = spawn(process.execPath, args, {
    cwd: packageFolder,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  let last = 0;
  await new Promise<void>((resolve, reject) => {
    let committed = 0;
    createInterface({ input: child.stdout }).on("line", (line) => {
      last = Number(line);
      committed += 1;
      if (committed === 20) resolve();
    });
    child.once("close", () => reject(new Error("it ended early")));
  });
  return {
    child,
    lastCommitted: async () => {
      await ended;
      return last;
    },
  };
}

const highest = async (url: string): Promise<number> => {
  const [row] = await query(url, "select max(id)::int as highest from promises");
  return Number(row?.highest);
};

describe("an embedded database", () => {
  const folder = join(root, "kept");
  const cluster = join(folder, "cluster");

  test("retains every committed row if its parent process is killed, and the next process adopts the server", async () => {
    const { child, lastCommitted } = await insertInOtherProcess(folder);
    child.kill("SIGKILL");
    const committed = await lastCommitted();
    const { adopted, url } = await start(folder);
    expect(adopted).toBe(true);
    expect(await highest(url)).toBeGreaterThanOrEqual(committed);
  });

  test("retains every committed row if the server is killed during writes", async () => {
    const { lastCommitted } = await insertInOtherProcess(folder);
    process.kill(readPidFile(cluster)?.pid ?? Number.NaN, "SIGKILL");
    const committed = await lastCommitted();
    const { adopted, url } = await start(folder);
    expect(adopted).toBe(false);
    expect(await highest(url)).toBeGreaterThanOrEqual(committed);
  });

  test("retains every row over a stop and start, and can be stopped twice", async () => {
    const previous = await start(folder);
    const committed = await highest(previous.url);
    await previous.stop();
    await previous.stop();
    const { adopted, url } = await start(folder);
    expect(adopted).toBe(false);
    expect(await highest(url)).toBe(committed);
  });

  test.runIf(process.platform === "linux")(
    "starts although another program now has the process id in its lock files",
    async () => {
      await (await start(folder)).stop();
      writeFileSync(
        join(cluster, "postmaster.pid"),
        `${process.pid}\n${cluster}\n1\n5432\n${folder}\n\n`,
      );
      writeFileSync(join(folder, ".s.PGSQL.5432.lock"), `${process.pid}\n`);
      const { adopted, url } = await start(folder);
      expect(adopted).toBe(false);
      expect(await highest(url)).toBeGreaterThan(0);
    },
  );

  test("accepts connections only through its owner's socket and with the password", async () => {
    const { url } = await start(folder);
    expect(await query(url, "show listen_addresses")).toEqual([{ listen_addresses: "" }]);
    await expect(query(url.replace(/:[0-9a-f]{48}@/, ":guess@"), "select 1")).rejects.toMatchObject(
      { code: "28P01" },
    );
    expect(statSync(folder).mode & 0o077).toBe(0);
    expect(statSync(join(cluster, "gradphoto-password")).mode & 0o777).toBe(0o600);
  });
});

test("three concurrent first starts in a folder with a long, unusual name create one database", async () => {
  const folder = join(root, `毕业证照 "data" $HOME ${"long ".repeat(20)}`);
  mkdirSync(join(folder, "cluster.tmp-of-a-killed-run"), { recursive: true });
  const started = await Promise.all([1, 2, 3].map(() => start(folder, true)));
  expect(started.filter(({ adopted }) => !adopted)).toHaveLength(1);
  expect(new Set(started.map(({ url }) => url)).size).toBe(1);
  expect(readdirSync(folder).filter((name) => name.includes(".tmp-"))).toEqual([]);
  const socketFolder = new URL(started[0]?.url ?? "").searchParams.get("host") ?? "";
  expect(socketFolder.length).toBeLessThan(80);
  await started[0]?.stop();
  rmSync(socketFolder, { recursive: true });
});

test.runIf(isRoot)(
  "refuses a folder that the server's user cannot enter, with advice",
  async () => {
    const folder = join(root, "closed", "data");
    mkdirSync(join(root, "closed"), { mode: 0o700 });
    await expect(startEmbeddedPostgres({ folder })).rejects.toThrow(
      "choose a data folder outside closed folders",
    );
  },
);
