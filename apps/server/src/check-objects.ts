/** `gradphoto check-objects`: after a restore, or at any time, whether every picture is there and is the one it was. */
import { randomBytes } from "node:crypto";
import { openDatabase } from "./infra/db/database.ts";
import { compareObjects, references } from "./infra/object-store/compare-objects.ts";
import { encrypted } from "./infra/object-store/encrypted.ts";
import { databaseOf, readServiceConfig } from "./service-config.ts";

const keysToTell = 20;

/** The exit code; the last line is JSON. */
export async function runCheckObjects(
  env: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void,
): Promise<number> {
  try {
    const { secrets } = readServiceConfig(env);
    const { db, close } = openDatabase({ ...databaseOf(secrets), connections: 2 }, { warn: say });
    try {
      const objects = encrypted(secrets.objects, secrets.objectKeys, randomBytes);
      const totals = { whole: 0, missing: 0, wrong: 0 };
      for (const reference of references) {
        const { name, whole, missing, wrong } = await compareObjects(db, objects, reference);
        say(
          `${name}: 完好 ${whole}，缺失 ${missing.length}，不符 ${wrong.length} / ${whole} whole, ${missing.length} missing, ${wrong.length} wrong`,
        );
        for (const key of missing.slice(0, keysToTell)) say(`  缺失 / missing: ${key}`);
        for (const key of wrong.slice(0, keysToTell)) say(`  不符 / wrong: ${key}`);
        totals.whole += whole;
        totals.missing += missing.length;
        totals.wrong += wrong.length;
      }
      say(JSON.stringify({ objects: totals }));
      return totals.missing + totals.wrong === 0 ? 0 : 1;
    } finally {
      await close();
    }
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return 1;
  }
}
