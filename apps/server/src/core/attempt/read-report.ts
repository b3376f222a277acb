/**
 * Reads the engine's complete report on a photo: from its row until the collection ends, from the object store
 * afterwards.
 */
import { gunzipSync } from "node:zlib";
import type { Report } from "@gradphoto/domain";
import { z } from "zod";
import type { attempts } from "../../infra/db/schema/index.ts";
import type { ObjectStore } from "../../infra/object-store/object-store.ts";
import { readChecked } from "../../infra/object-store/read-checked.ts";

type AttemptRow = typeof attempts.$inferSelect;

/** Not validated: the only writer validated it, and the stored bytes are identical. */
const stored = z.custom<Report>();

/** Returns null when there is no report or it was deleted. */
export async function readReport(
  objects: Pick<ObjectStore, "get">,
  { report, reportKey, reportSha256 }: Pick<AttemptRow, "report" | "reportKey" | "reportSha256">,
): Promise<Report | null> {
  if (reportKey === null || report === null) return report;
  const bytes = await readChecked(objects, { key: reportKey, sha256: reportSha256 });
  return stored.parse(JSON.parse(gunzipSync(bytes).toString("utf8")));
}
