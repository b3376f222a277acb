/** Adds two photos that the registry returned to the export environment. */
import { randomUUID } from "node:crypto";
import { registryBatches, registryItems } from "../../infra/db/schema/index.ts";
import type { openExportWorld } from "./export-world.ts";

type ExportWorld = Awaited<ReturnType<typeof openExportWorld>>;

const noon = (day: string): Date => new Date(`${day}T12:00:00+08:00`);

export async function addListRows({ db, world, projectId, completed }: ExportWorld): Promise<void> {
  const [one] = completed;
  if (!one) throw new Error("No student has completed");
  const batchId = randomUUID();
  const days = {
    createdAt: noon("2027-03-02"),
    sentAt: noon("2027-03-02"),
    settledAt: noon("2027-03-05"),
  };
  await db.insert(registryBatches).values({ id: batchId, state: "settled", receipt: "r", ...days });
  async function addRefusal(
    of: Pick<typeof registryItems.$inferInsert, "collectionId" | "attemptId" | "findingIds">,
    day: string,
    reason: string,
  ) {
    const item = { id: randomUUID(), batchId, reason, settledAt: noon(day) };
    await db.insert(registryItems).values({ ...item, ...of, state: "refused" });
  }
  const busy = { verdict: "pass" as const, value: 4, unit: "score" as const };
  const seen = await world.addApproved(projectId, { "background-busy": busy });
  await addRefusal(
    { ...seen, findingIds: ["background-busy"] },
    "2027-03-03",
    "registry-background",
  );
  await addRefusal(one, "2027-03-05", "registry-retouched");
}
