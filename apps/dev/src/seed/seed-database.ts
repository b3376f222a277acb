/** Brings a database to the newest shape and puts the demo's schools and staff into it; what is there stays as it is. */
import { randomBytes, randomUUID } from "node:crypto";
import { openDatabase } from "@gradphoto/server/database";
import { prepareFor } from "@gradphoto/server/prepare-database";
import { createSealer } from "@gradphoto/server/sealing";
import type { ServiceSecrets } from "@gradphoto/server/settings";
import { seedDemo } from "./seed-demo.ts";
import { seedStaff } from "./seed-staff.ts";

export interface DatabaseAddresses {
  /** Who alters the tables. */
  readonly owner: string;
  /** Who reads and writes them. */
  readonly service: string;
}

/** `secrets`: those of the service that will open what is sealed here. */
export async function seedDatabase(
  { owner, service }: DatabaseAddresses,
  secrets: Pick<ServiceSecrets, "sealKeys" | "demoStaff">,
  warn: (message: string) => void,
): Promise<void> {
  await prepareFor({ owner: { url: owner }, service: { url: service } }, { warn });
  const { db, close } = openDatabase({ url: service }, { warn });
  try {
    const deps = { db, clock: () => new Date(), ids: () => randomUUID() };
    await seedDemo(deps);
    const sealer = createSealer(secrets.sealKeys, randomBytes);
    if (secrets.demoStaff) await seedStaff({ ...deps, sealer, ...secrets.demoStaff });
  } finally {
    await close();
  }
}
