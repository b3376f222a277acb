/** Re-encrypts every referenced object with the newest key, while the service runs. */
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { ServiceDeps } from "../core/service-deps.ts";
import { inTransaction } from "../infra/db/database.ts";
import type { EncryptedStore } from "../infra/object-store/encrypted.ts";
import { allKeys, isNamed } from "../infra/object-store/references.ts";
import { dropObjects } from "../infra/object-store/stored-objects.ts";
import type { OnFault, Rekeyed } from "./rekey-columns.ts";

const batch = 200;
const row = z.object({ key: z.string() });

export interface RekeyObjectDeps extends Pick<ServiceDeps, "db" | "clock"> {
  readonly objects: EncryptedStore;
  /** Also encrypts objects that were stored before encryption was enabled. */
  readonly takesPlain: boolean;
}

export async function rekeyObjects(
  { db, clock, objects, takesPlain }: RekeyObjectDeps,
  { onProgress: report, onFault }: { readonly onProgress: (done: number) => void; readonly onFault: OnFault },
): Promise<Rekeyed> {
  let [renewed, faults, done] = [0, 0, 0];
  for (let after = ""; ; ) {
    const match = await db.execute(
      sql`select key from (${allKeys}) as kept where key > ${after} order by key limit ${batch}`,
    );
    const keys = z.array(row).parse(match.rows);
    for (const { key } of keys) {
      try {
        if ((await objects.renew(key, takesPlain)) !== "renewed") continue;
        renewed += 1;
        // The row was deleted during the write, so the object may exist again. It is queued for deletion once more.
        if (!(await isNamed(db, key))) await inTransaction(db, (tx) => dropObjects(tx, clock, [key], null));
      } catch (error) {
        faults += 1;
        onFault(key, error);
      }
    }
    done += keys.length;
    report(done);
    const last = keys.at(-1);
    if (!last || keys.length < batch) return { renewed, faults };
    after = last.key;
  }
}
