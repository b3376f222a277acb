/** Migrates a database to the latest schema and adds the demo's schools and staff. Existing rows stay unchanged. */
import { randomBytes, randomUUID } from "node:crypto";
import { allConfigurationItems, isSingleItem } from "@gradphoto/domain";
import { configurationValueOrNull } from "@gradphoto/domain/routes";
import { openDatabase } from "@gradphoto/server/database";
import { hashPassword } from "@gradphoto/server/passwords";
import { prepareFor } from "@gradphoto/server/prepare-database";
import { createSealer, type Sealer } from "@gradphoto/server/sealing";
import type { ServiceSecrets } from "@gradphoto/server/settings";
import { staffPlaces } from "@gradphoto/server/staff-places";
import { configurationChanges, staff } from "@gradphoto/server/tables";
import { and, eq } from "drizzle-orm";
import { demoAccess, demoStaff } from "./demo-staff.ts";
import { type SeedDeps, seedDemo } from "./seed-demo.ts";

interface StaffSeedDeps extends SeedDeps {
  readonly sealer: Sealer;
}

/** Adds the demo staff. It runs after the schools, because a school administrator needs one. */
async function seedStaff({ db, clock, ids, sealer }: StaffSeedDeps): Promise<void> {
  for (const {
    username,
    name,
    role,
    schoolCode = null,
    department = null,
    province = null,
  } of demoStaff) {
    const match = await db.select({ id: staff.id }).from(staff).where(eq(staff.username, username));
    if (match.length > 0) continue;
    const id = ids();
    const row = {
      id,
      username,
      name: sealer.seal(name, staffPlaces.name(id)),
      role,
      schoolCode,
      department,
      province,
      passwordHash: await hashPassword(demoAccess.password),
      totp: sealer.seal(demoAccess.totp, staffPlaces.totp(id)),
      createdAt: clock(),
    };
    await db.insert(staff).values(row).onConflictDoNothing();
  }
}

/** Configuration values by item. */
export type DemoConfiguration = Readonly<Record<string, unknown>>;

/**
 * Stores values as if two operators had confirmed them, but without their bounds. A hold may last seconds, and a share
 * may be 1.
 */
async function seedConfiguration(
  { db, clock, ids, sealer }: StaffSeedDeps,
  values: DemoConfiguration,
): Promise<void> {
  const idOf = async (username: string): Promise<string> => {
    const [person] = await db
      .select({ id: staff.id })
      .from(staff)
      .where(eq(staff.username, username));
    if (!person) throw new Error(`The demo has no ${username}`);
    return person.id;
  };
  const [proposedBy, decidedBy] = [await idOf("operator"), await idOf("operator-2")];
  for (const item of allConfigurationItems.filter(isSingleItem)) {
    const value = configurationValueOrNull(item, values[item]);
    const isThere = and(
      eq(configurationChanges.item, item),
      eq(configurationChanges.state, "confirmed"),
    );
    if (value === null || (await db.$count(configurationChanges, isThere)) > 0) continue;
    const id = ids();
    const at = clock();
    await db.insert(configurationChanges).values({
      ...{ id, item, subject: "", before: value, value, state: "confirmed" },
      why: sealer.seal("demo", { column: "configuration_changes.why", rowId: id }),
      ...{ proposedBy, proposedAt: at, decidedBy, decidedAt: at },
    });
  }
}

export interface DatabaseAddresses {
  /** Address of the owner role, which alters tables. */
  readonly owner: string;
  /** Address of the service role, which reads and writes tables. */
  readonly service: string;
}

/** `secrets`: secrets of the service that will decrypt the sealed columns. */
export async function seedDatabase(
  { owner, service }: DatabaseAddresses,
  secrets: Pick<ServiceSecrets, "sealKeys">,
  configuration: DemoConfiguration,
  warn: (message: string) => void,
): Promise<void> {
  await prepareFor({ owner: { url: owner }, service: { url: service } }, { warn });
  const { db, close } = openDatabase({ url: service }, { warn });
  try {
    const deps = { db, clock: () => new Date(), ids: () => randomUUID() };
    await seedDemo(deps);
    const sealer = createSealer(secrets.sealKeys, randomBytes);
    const staffDeps = { ...deps, sealer };
    await seedStaff(staffDeps);
    await seedConfiguration(staffDeps, configuration);
  } finally {
    await close();
  }
}
