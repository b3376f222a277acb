/** The product as a province runs it: several APIs and workers, a connection pooler, a store, a load balancer. */

import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Network, openNetwork } from "../debian/network.ts";
import { programOf } from "../debian/programs.ts";
import {
  asNobody,
  freePort,
  giveToNobody,
  type ServerProcess,
  startServer,
} from "../debian/server-process.ts";
import { startPostgres } from "../debian/start-postgres.ts";
import { startStore } from "../debian/start-store.ts";
import { endGently } from "../product/processes.ts";
import { root } from "../product/start-product.ts";
import { startSandbox } from "../product/start-sandbox.ts";
import { type ServiceProcess, serviceProcess } from "./service-process.ts";

interface Balancer extends ServerProcess {
  readonly url: string;
  readonly certificateFile: string;
}

/** Starts Debian's nginx with the shipped settings and its own certificate. */
async function startBalancer(folder: string, apiPorts: readonly number[]): Promise<Balancer> {
  const own = join(folder, "nginx");
  mkdirSync(own);
  const [certificateFile, keyFile] = [join(own, "fullchain.pem"), join(own, "privkey.pem")];
  const certificate = [
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-days",
    "2",
    "-subj",
    "/CN=gradphoto",
  ];
  const files = ["-keyout", keyFile, "-out", certificateFile];
  execFileSync("openssl", [...certificate, "-addext", "subjectAltName=IP:127.0.0.1", ...files], {
    stdio: "ignore",
  });
  const [port, plainPort] = [await freePort(), await freePort()];
  const shipped = readFileSync(join(root, "deploy", "nginx", "gradphoto.conf"), "utf8");
  const [, usual = ""] = /^ *server 127\.0\.0\.1:3000 (.*);$/m.exec(shipped) ?? [];
  const upstream = apiPorts.map((one) => `    server 127.0.0.1:${one} ${usual};\n`).join("");
  const site = shipped
    .replace(/^ *server 127\.0\.0\.1:\d+ .*\n/gm, "")
    .replace(/^( *keepalive \d+;)/m, `${upstream}$1`)
    .replace(/^ *listen \[::\].*\n/gm, "")
    .replace("listen 80;", `listen 127.0.0.1:${plainPort};`)
    .replace("listen 443 ssl;", `listen 127.0.0.1:${port} ssl;`)
    .replace(/proxy_next_upstream_tries \d+/, `proxy_next_upstream_tries ${apiPorts.length}`)
    .replaceAll("/etc/gradphoto/tls", own);
  const settingsFile = join(own, "nginx.conf");
  writeFileSync(settingsFile, around(own, site));
  const command = [programOf("nginx"), "-p", own, "-e", join(own, "error.log"), "-c", settingsFile];
  const at = { host: "127.0.0.1", port };
  const server = await startServer({ command, logFile: join(folder, "nginx.log"), at });
  return { ...server, url: `https://127.0.0.1:${port}`, certificateFile };
}

/** Returns an nginx.conf around the site. */
const around = (folder: string, site: string): string => `daemon off;
${process.getuid?.() === 0 ? "user root;\n" : ""}worker_processes 1;
pid ${folder}/nginx.pid;
events { worker_connections 8192; }
http {
access_log off;
client_body_temp_path ${folder}/body;
proxy_temp_path ${folder}/proxy;
fastcgi_temp_path ${folder}/fastcgi;
uwsgi_temp_path ${folder}/uwsgi;
scgi_temp_path ${folder}/scgi;
${site}
}
`;

interface Pooler extends ServerProcess {
  /** Address of the service's role. */
  readonly url: string;
}

/** Starts Debian's PgBouncer with the shipped settings. */
async function startPooler(folder: string, network: Network, serviceUrl: string): Promise<Pooler> {
  const port = network.isOwn ? 6432 : await freePort();
  const own = join(folder, "pgbouncer");
  const [settingsFile, users] = [join(own, "pgbouncer.ini"), join(own, "users")];
  const { hostname, port: databasePort, username, password, pathname } = new URL(serviceUrl);
  mkdirSync(own);
  writeFileSync(users, `"${username}" "${password}"\n`, { mode: 0o600 });
  giveToNobody(users);
  const shipped = readFileSync(join(root, "deploy", "pgbouncer", "pgbouncer.ini"), "utf8");
  const settings = shipped
    .replace(
      /^gradphoto = .*$/m,
      `gradphoto = host=${hostname} port=${databasePort} dbname=${pathname.slice(1)}`,
    )
    .replace(/^listen_addr = .*$/m, `listen_addr = ${network.address}`)
    .replace(/^listen_port = .*$/m, `listen_port = ${port}\nunix_socket_dir =`)
    .replace(/^auth_file = .*$/m, `auth_file = ${users}`)
    // These settings are removed, because the database is on this machine.
    .replace(/^server_tls_.*\n/gm, "");
  writeFileSync(settingsFile, settings);
  const server = await startServer({
    command: network.inside(asNobody([programOf("pgbouncer"), settingsFile])),
    logFile: join(folder, "pgbouncer.log"),
    at: { host: network.address, port },
  });
  return {
    ...server,
    url: `postgresql://${username}:${password}@${network.address}:${port}${pathname}`,
  };
}

/** Starts the product once, which migrates the database and adds the demo's data. Throws its last lines if it fails. */
async function seed(folder: string, env: Readonly<Record<string, string>>): Promise<void> {
  const logFile = join(folder, "seed.log");
  const child = spawn(
    process.execPath,
    [join(root, "apps", "dev", "src", "run-service.ts"), "--empty"],
    {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        PORT: "0",
        GRADPHOTO_DATA_FOLDER: join(folder, "seed"),
        ...env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  child.stderr.pipe(createWriteStream(logFile));
  let isUp = false;
  for await (const line of createInterface({ input: child.stdout })) {
    isUp = line.includes("http");
    break;
  }
  await endGently(child);
  if (!isUp)
    throw new Error(`The product did not start:\n${readFileSync(logFile, "utf8").slice(-2000)}`);
}

export interface Cluster {
  readonly url: string;
  readonly certificateFile: string;
  readonly sandboxUrl: string;
  readonly apis: readonly ServiceProcess[];
  readonly workers: readonly ServiceProcess[];
  readonly ownerUrl: string;
  /** Settings of every process of the service. */
  readonly settings: Readonly<Record<string, string>>;
  readonly hasNetworks: boolean;
  readonly cutStore: () => void;
  readonly repairStore: () => void;
  /** Folder with all logs. */
  readonly folder: string;
  readonly stop: () => Promise<void>;
}

/** Starts the servers. The caller starts the service. `beforeStart` receives the function that stops everything. */
export async function openCluster(
  { apis, workers }: { readonly apis: number; readonly workers: number },
  report: (text: string) => void,
  beforeStart: (stop: () => Promise<void>) => void,
): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), "gradphoto-scale-"));
  // The folder is accessible, because the database and the pooler run as nobody when root starts them.
  chmodSync(folder, 0o755);
  const stops: (() => Promise<void>)[] = [];
  let stopped: Promise<void> | null = null;
  const stopAll = async (): Promise<void> => {
    for (const one of stops.reverse()) await one();
  };
  const stop = (): Promise<void> => {
    stopped ??= stopAll();
    return stopped;
  };
  beforeStart(stop);
  const noNetwork = (reason: string): void =>
    report(
      `no network of its own for ${reason}; all is on this machine's, and the store is held still instead of cut off`,
    );
  try {
    const databaseNetwork = openNetwork("database", 0, noNetwork);
    stops.push(async () => databaseNetwork.remove());
    const storeNetwork = openNetwork("store", 1, noNetwork);
    stops.push(async () => storeNetwork.remove());
    const postgres = await startPostgres(join(folder, "postgres"), databaseNetwork);
    stops.push(postgres.stop);
    const pooler = await startPooler(folder, databaseNetwork, postgres.serviceUrl);
    stops.push(pooler.stop);
    const store = await startStore(join(folder, "store"), storeNetwork);
    stops.push(store.stop);
    const apiPorts = await Promise.all(Array.from({ length: apis }, freePort));
    const balancer = await startBalancer(folder, apiPorts);
    stops.push(balancer.stop);
    const sandbox = await startSandbox(root, { NODE_EXTRA_CA_CERTS: balancer.certificateFile });
    stops.push(sandbox.stop);
    const own = {
      // Environment with the demo's keys and staff.
      NODE_ENV: "development",
      ...store.settings,
      GRADPHOTO_OBJECT_KEYS: `scale:${randomBytes(32).toString("base64")}`,
    };
    report("servers are up; the demo's schools come into the database");
    const direct = {
      DATABASE_URL: postgres.serviceUrl,
      GRADPHOTO_MIGRATE_DATABASE_URL: postgres.ownerUrl,
    };
    await seed(folder, { ...own, ...direct, GRADPHOTO_SANDBOX_URL: sandbox.url });
    const settings = {
      ...own,
      DATABASE_URL: pooler.url,
      GRADPHOTO_LISTEN_DATABASE_URL: postgres.serviceUrl,
      GRADPHOTO_SANDBOX_URL: sandbox.url,
      GRADPHOTO_PUBLIC_URL: balancer.url,
      GRADPHOTO_DATA_FOLDER: folder,
      GRADPHOTO_PROXIES: "1",
      GRADPHOTO_DRAIN_S: "5",
      GRADPHOTO_WORKERS: "1",
    };
    const processOf = (
      program: "api" | "worker",
      number: number,
      env: Readonly<Record<string, string>>,
    ) => {
      const one = serviceProcess(program, `${program}-${number + 1}`, folder, {
        ...settings,
        ...env,
      });
      // The result of this run is discarded.
      stops.push(one.kill);
      return one;
    };
    return {
      url: balancer.url,
      certificateFile: balancer.certificateFile,
      sandboxUrl: sandbox.url,
      apis: apiPorts.map((port, number) => processOf("api", number, { PORT: String(port) })),
      workers: Array.from({ length: workers }, (_, number) => processOf("worker", number, {})),
      ownerUrl: postgres.ownerUrl,
      settings,
      folder,
      stop,
      hasNetworks: databaseNetwork.isOwn && storeNetwork.isOwn,
      cutStore: () => storeNetwork.cut(store.pid),
      repairStore: () => storeNetwork.repair(store.pid),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

export const removeLogs = ({ folder }: Cluster): void =>
  rmSync(folder, { recursive: true, force: true });
