/** Debian's PgBouncer before the database, with the settings that are shipped. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../debian/free-port.ts";
import type { Network } from "../debian/network.ts";
import { programOf } from "../debian/programs.ts";
import { asNobody, giveToNobody, type ServerProcess, startServer } from "../debian/server-process.ts";
import { root } from "../product/start-product.ts";

export interface Pooler extends ServerProcess {
  /** Of the service's role through it. */
  readonly url: string;
}

interface PoolerStart {
  readonly folder: string;
  readonly network: Network;
  /** Of the role that may pass, to the database itself. */
  readonly serviceUrl: string;
}

export async function startPooler({ folder, network, serviceUrl }: PoolerStart): Promise<Pooler> {
  const port = network.isOwn ? 6432 : await freePort();
  const own = join(folder, "pgbouncer");
  const [settingsFile, users] = [join(own, "pgbouncer.ini"), join(own, "users")];
  const { hostname, port: databasePort, username, password, pathname } = new URL(serviceUrl);
  mkdirSync(own);
  writeFileSync(users, `"${username}" "${password}"\n`, { mode: 0o600 });
  giveToNobody(users);
  const shipped = readFileSync(join(root, "deploy", "pgbouncer", "pgbouncer.ini"), "utf8");
  const settings = shipped
    .replace(/^gradphoto = .*$/m, `gradphoto = host=${hostname} port=${databasePort} dbname=${pathname.slice(1)}`)
    .replace(/^listen_addr = .*$/m, `listen_addr = ${network.address}`)
    .replace(/^listen_port = .*$/m, `listen_port = ${port}\nunix_socket_dir =`)
    .replace(/^auth_file = .*$/m, `auth_file = ${users}`)
    // A line within this machine.
    .replace(/^server_tls_.*\n/gm, "");
  writeFileSync(settingsFile, settings);
  const server = await startServer({
    command: network.inside(asNobody([programOf("pgbouncer"), settingsFile])),
    logFile: join(folder, "pgbouncer.log"),
    at: { host: network.address, port },
  });
  return { ...server, url: `postgresql://${username}:${password}@${network.address}:${port}${pathname}` };
}
