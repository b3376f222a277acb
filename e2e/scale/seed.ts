/**
 * Brings the tables and the demo's schools and staff into a database that is given, as the product does when it starts; its
 * pages, which a start would build, are nobody's here.
 */
import { spawn } from "node:child_process";
import { createWriteStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { endGently } from "../product/end-gently.ts";
import { root } from "../product/start-product.ts";

/** `env`: with the addresses of the database, its owner's too. Throws with the last words when the product does not start. */
export async function seed(folder: string, env: Readonly<Record<string, string>>): Promise<void> {
  const logFile = join(folder, "seed.log");
  const child = spawn(process.execPath, [join(root, "apps", "dev", "src", "run-service.ts")], {
    cwd: folder,
    env: { PATH: process.env.PATH, PORT: "0", GRADPHOTO_DATA_FOLDER: join(folder, "seed"), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stderr.pipe(createWriteStream(logFile));
  let isUp = false;
  for await (const line of createInterface({ input: child.stdout })) {
    isUp = line.includes("http");
    break;
  }
  await endGently(child);
  if (!isUp) throw new Error(`The product did not start:\n${readFileSync(logFile, "utf8").slice(-2000)}`);
}
