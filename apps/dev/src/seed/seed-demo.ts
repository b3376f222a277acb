/** Puts the demo's schools and projects into the database; what is there already stays as it is. */
import { findPhotoSpec } from "@gradphoto/domain";
import { type Database, inTransaction } from "@gradphoto/server/database";
import { projects, schools } from "@gradphoto/server/tables";
import { type DemoProject, type DemoSchool, demoSchools, demoWindows } from "./demo-schools.ts";

export interface SeedDeps {
  readonly db: Database;
  readonly clock: () => Date;
  readonly ids: () => string;
}

/** A number that rings nowhere. */
const hotline = "000-0000-0000";
const serviceHours = "09:00–18:00";
const retentionDays = 365;
const dayMs = 24 * 3600 * 1000;

export async function seedDemo({ db, clock, ids }: SeedDeps): Promise<void> {
  const now = clock();
  await inTransaction(db, async (tx) => {
    for (const school of demoSchools) {
      const { code, name, aliases, pinyin, pinyinInitials, province = null } = school;
      await tx
        .insert(schools)
        .values({ code, name, aliases: [...aliases], pinyin, pinyinInitials, hotline, serviceHours, province })
        .onConflictDoNothing();
      const rows = school.projects.map((project) => projectRow(school, project, now, ids()));
      await tx.insert(projects).values(rows).onConflictDoNothing();
    }
  });
}

function projectRow({ code }: DemoSchool, project: DemoProject, now: Date, id: string): typeof projects.$inferInsert {
  const { category, yearsAhead, window, specId, ...promised } = project;
  const spec = findPhotoSpec(specId);
  if (!spec) throw new Error(`The demo names the unknown photo spec "${specId}"`);
  const { opensInDays, closesInDays } = demoWindows[window];
  return {
    ...promised,
    id,
    schoolCode: code,
    educationCategory: category,
    graduationYear: now.getUTCFullYear() + yearsAhead,
    opensAt: inDays(now, opensInDays),
    closesAt: inDays(now, closesInDays),
    specId,
    fileMinBytes: spec.file.minBytes,
    fileMaxBytes: spec.file.maxBytes,
    retentionDays,
    hotline,
    confirmedAt: now,
  };
}

/** Midnight in China, so many days from today. */
function inDays(now: Date, days: number): Date {
  const shanghaiOffsetMs = 8 * 3600 * 1000;
  const today = Math.floor((now.getTime() + shanghaiOffsetMs) / dayMs);
  return new Date((today + days) * dayMs - shanghaiOffsetMs);
}
