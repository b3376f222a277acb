/** The engine's report on a photo, whole: in its row until its collection ended, in the object store from then on. */
import { gunzipSync } from "node:zlib";
import type { Report } from "@gradphoto/domain";
import { z } from "zod";
import type { attempts } from "../../infra/db/schema/index.ts";
import type { ObjectStore } from "../../infra/object-store/object-store.ts";
import { readChecked } from "../../infra/object-store/read-checked.ts";

type AttemptRow = typeof attempts.$inferSelect;

/** Parsed by its one writer, and the same byte for byte. */
const stored = z.custom<Report>();

/** null: there is none, or none any more. */
export async function readReport(
  objects: Pick<ObjectStore, "get">,
  { report, reportKey, reportSha256 }: Pick<AttemptRow, "report" | "reportKey" | "reportSha256">,
): Promise<Report | null> {
  if (reportKey === null || report === null) return report;
  const bytes = await readChecked(objects, { key: reportKey, sha256: reportSha256 });
  return stored.parse(JSON.parse(gunzipSync(bytes).toString("utf8")));
}
