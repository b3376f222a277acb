/** The product as a province would run it: several APIs and workers, a pooler before the database, a store, a balancer. */
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../debian/free-port.ts";
import { openNetwork } from "../debian/network.ts";
import { startPostgres } from "../debian/start-postgres.ts";
import { startStore } from "../debian/start-store.ts";
import { root } from "../product/start-product.ts";
import { startSandbox } from "../product/start-sandbox.ts";
import { seed } from "./seed.ts";
import { type ServiceProcess, serviceProcess } from "./service-process.ts";
import { startBalancer } from "./start-balancer.ts";
import { startPooler } from "./start-pooler.ts";

export interface Cluster {
  readonly url: string;
  readonly certificateFile: string;
  readonly sandboxUrl: string;
  readonly apis: readonly ServiceProcess[];
  readonly workers: readonly ServiceProcess[];
  readonly ownerUrl: string;
  /** Of every process of the service. */
  readonly settings: Readonly<Record<string, string>>;
  readonly hasNetworks: boolean;
  readonly cutStore: () => void;
  readonly mendStore: () => void;
  /** With the logs of all. */
  readonly folder: string;
  readonly stop: () => Promise<void>;
}

export interface ClusterSize {
  readonly apis: number;
  readonly workers: number;
}

interface Around {
  readonly say: (words: string) => void;
  /** Told before anything is started how all of it is stopped. */
  readonly stopWithUs: (stop: () => Promise<void>) => void;
}

/** Nothing of the service runs yet: its processes are the caller's to start. */
export async function openCluster({ apis, workers }: ClusterSize, { say, stopWithUs }: Around): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), "gradphoto-scale-"));
  // The database and the pooler run as nobody when root starts them.
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
  stopWithUs(stop);
  const noNetwork = (reason: string): void =>
    say(
      `no network of its own for ${reason}; all is on this machine's, and the store is held still instead of cut off`,
    );
  try {
    const databaseNetwork = openNetwork("database", 0, noNetwork);
    stops.push(async () => databaseNetwork.remove());
    const storeNetwork = openNetwork("store", 1, noNetwork);
    stops.push(async () => storeNetwork.remove());
    const postgres = await startPostgres(join(folder, "postgres"), databaseNetwork);
    stops.push(postgres.stop);
    const pooler = await startPooler({ folder, network: databaseNetwork, serviceUrl: postgres.serviceUrl });
    stops.push(pooler.stop);
    const store = await startStore(join(folder, "store"), storeNetwork);
    stops.push(store.stop);
    const apiPorts = await Promise.all(Array.from({ length: apis }, freePort));
    const balancer = await startBalancer(folder, apiPorts);
    stops.push(balancer.stop);
    const sandbox = await startSandbox(root, { NODE_EXTRA_CA_CERTS: balancer.certificateFile });
    stops.push(sandbox.stop);
    const own = {
      // The demo's keys and staff, beside servers that have addresses of their own.
      NODE_ENV: "development",
      ...store.settings,
      GRADPHOTO_OBJECT_KEYS: `scale:${randomBytes(32).toString("base64")}`,
    };
    say("servers are up; the demo's schools come into the database");
    const direct = { DATABASE_URL: postgres.serviceUrl, GRADPHOTO_MIGRATE_DATABASE_URL: postgres.ownerUrl };
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
    const processOf = (program: "api" | "worker", number: number, env: Readonly<Record<string, string>>) => {
      const one = serviceProcess({ program, name: `${program}-${number + 1}`, folder, env: { ...settings, ...env } });
      // All is thrown away: nothing in hand is waited for.
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
      mendStore: () => storeNetwork.mend(store.pid),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

export const removeLogs = ({ folder }: Cluster): void => rmSync(folder, { recursive: true, force: true });
