/**
 * Starts a real PgBouncer in transaction mode in front of a test's database. Tests skip it if the program is not
 * installed.
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { onTestFinished } from "vitest";
import { temporaryFolder } from "./resources.ts";

/** PgBouncer refuses to run as root. */
const nobody = { uid: 65_534, gid: 65_534 };
const startWithinMs = 20_000;

export const hasPgbouncer = (): boolean => spawnSync("pgbouncer", ["--version"]).status === 0;

/**
 * Starts the pooler and returns the first address, routed through it. `urls` are database addresses of the roles that
 * may connect.
 */
export async function startPgbouncer(urls: readonly string[]): Promise<string> {
  const folder = temporaryFolder("pgbouncer");
  const [first] = urls.map((url) => new URL(url));
  if (!first) throw new Error("Somebody has to pass");
  const port = await freePort();
  const users = urls
    .map((url) => new URL(url))
    .map(({ username, password }) => `"${username}" "${password}"\n`);
  writeFileSync(join(folder, "users"), users.join(""));
  writeFileSync(
    join(folder, "pgbouncer.ini"),
    `[databases]
* = host=${first.searchParams.get("host")} port=5432
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${join(folder, "users")}
pool_mode = transaction
default_pool_size = 4
`,
  );
  const asRoot = process.getuid?.() === 0;
  if (asRoot)
    for (const path of [folder, join(folder, "users")]) chownSync(path, nobody.uid, nobody.gid);
  chmodSync(folder, 0o755);
  const child = spawn("pgbouncer", ["-q", join(folder, "pgbouncer.ini")], {
    ...(asRoot && nobody),
    stdio: "ignore",
  });
  const ended = once(child, "exit");
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  const through = new URL(first.href);
  through.search = "";
  through.host = `127.0.0.1:${port}`;
  await untilItAnswers(through.href);
  return through.href;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (typeof address !== "object" || address === null)
    throw new Error("A server on a port has no address");
  return address.port;
}

async function untilItAnswers(url: string): Promise<void> {
  const endsAt = performance.now() + startWithinMs;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => {});
    try {
      await client.connect();
      return;
    } catch (error) {
      if (performance.now() > endsAt) throw error;
      await pause(50);
    } finally {
      await client.end().catch(() => {});
    }
  }
}
