/** Puts a configuration value into force, proposed and confirmed by two operators, for tests of its effects. */
import { randomUUID } from "node:crypto";
import type { AnyConfigurationValue, ConfigurationItem } from "@gradphoto/domain";
import { openAttemptWorld } from "../collections/testing/attempt-world.ts";
import type { openStudentWorld } from "../collections/testing/student-world.ts";
import type { Database } from "../infra/db/database.ts";
import { configurationChanges } from "../infra/db/schema/index.ts";

type Deps = Pick<ReturnType<typeof openStudentWorld>["deps"], "clock" | "sealer">;

export async function confirmSetting(
  db: Database,
  { clock, sealer }: Deps,
  item: ConfigurationItem,
  value: AnyConfigurationValue,
  subject = "",
): Promise<void> {
  const { addStaff } = openAttemptWorld(db);
  const id = randomUUID();
  const at = clock();
  await db.insert(configurationChanges).values({
    ...{ id, item, subject, before: value, value, state: "confirmed" },
    why: sealer.seal("测试", { column: "configuration_changes.why", rowId: id }),
    ...{
      proposedBy: await addStaff("operator"),
      proposedAt: at,
      decidedBy: await addStaff("operator"),
      decidedAt: at,
    },
  });
}
