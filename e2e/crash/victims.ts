/** The processes of a running product that are killed: found where the system says they are, so on Linux alone. */
import { childPid } from "../product/processes.ts";
import { databasePid } from "../product/product-database.ts";
import type { Product } from "../product/start-product.ts";

export const victims = ["api", "worker", "database"] as const;
export type Victim = (typeof victims)[number];

/** SIGKILL, as a power cut or the system's memory guard would. False when it was dead already. */
export function kill(product: Product, victim: Victim): boolean {
  const pid = victim === "database" ? databasePid(product) : childPid(product, `${victim}.ts`);
  if (pid === null) return false;
  try {
    process.kill(pid, "SIGKILL");
    return true;
  } catch {
    return false;
  }
}
