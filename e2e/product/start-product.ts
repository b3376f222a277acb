/** The product as `npm start -- --empty` runs it, on free ports with a temporary data folder. */
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, createWriteStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { endGently } from "./processes.ts";
import { startSandbox } from "./start-sandbox.ts";

export const root = fileURLToPath(new URL("../..", import.meta.url));

export interface Product {
  readonly url: string;
  /** Address of the sandbox. Its control API is under /control. */
  readonly sandboxUrl: string;
  /** Returns the log of all processes. */
  readonly log: () => string;
  readonly dataFolder: string;
  /** Process of scripts/start.mjs. */
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

interface ProductOptions {
  /** True for the demo with people and the page /demo. */
  readonly people?: boolean;
}

/**
 * Starts the product. `env` adds settings; a sandbox that it names continues to run. Throws if the product does not
 * start.
 */
export async function startProduct(
  env: Readonly<Record<string, string>> = {},
  { people = false }: ProductOptions = {},
): Promise<Product> {
  const dataFolder = mkdtempSync(join(tmpdir(), "gradphoto-product-"));
  // The folder is accessible, because the database runs as another user when root starts it.
  chmodSync(dataFolder, 0o755);
  const named = env.GRADPHOTO_SANDBOX_URL;
  const sandbox =
    named === undefined ? await startSandbox(root) : { url: named, stop: async () => {} };
  const logFile = join(dataFolder, "product.log");
  const settings = {
    PORT: "0",
    GRADPHOTO_DATA_FOLDER: dataFolder,
    GRADPHOTO_SANDBOX_URL: sandbox.url,
    // The log has the level of production, because tests search it.
    GRADPHOTO_LOG_LEVEL: "info",
    ...env,
  };
  const child = spawn(
    process.execPath,
    [join(root, "scripts", "start.mjs"), ...(people ? [] : ["--empty"])],
    {
      cwd: root,
      env: { ...process.env, ...settings },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  child.stderr.pipe(createWriteStream(logFile));
  const stop = async (): Promise<void> => {
    await endGently(child);
    await sandbox.stop();
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  };
  const url = await firstUrl(child);
  if (url === null) {
    const words = readFileSync(logFile, "utf8");
    await stop();
    throw new Error(`The product did not start:\n${words.slice(-4000)}`);
  }
  return {
    url,
    sandboxUrl: sandbox.url,
    log: () => readFileSync(logFile, "utf8"),
    dataFolder,
    pid: child.pid ?? 0,
    stop,
  };
}

async function firstUrl(child: ChildProcess): Promise<string | null> {
  if (!child.stdout) return null;
  for await (const line of createInterface({ input: child.stdout })) {
    const [url] = /https?:\/\/\S+/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  return null;
}
