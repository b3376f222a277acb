/** What a service stands on in the trial: a database and a bucket, both of Debian's packages and both empty. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { thisMachine } from "../debian/network.ts";
import { type Postgres, startPostgres } from "../debian/start-postgres.ts";
import { type Store, startStore } from "../debian/start-store.ts";
import { storySettings } from "../story/walk-story.ts";

export interface House {
  readonly postgres: Postgres;
  readonly store: Store;
  readonly settings: Readonly<Record<string, string>>;
  /** Ends both and deletes what they kept. */
  readonly destroy: () => Promise<void>;
}

/** `given`: what outlives a house, such as keys. */
export async function openHouse(folder: string, given: Readonly<Record<string, string>>): Promise<House> {
  const postgres = await startPostgres(join(folder, "database"), thisMachine);
  const store = await startStore(join(folder, "bucket"), thisMachine).catch(async (error: unknown) => {
    await postgres.stop();
    throw error;
  });
  return {
    postgres,
    store,
    settings: {
      ...storySettings,
      ...given,
      ...store.settings,
      DATABASE_URL: postgres.serviceUrl,
      GRADPHOTO_MIGRATE_DATABASE_URL: postgres.ownerUrl,
    },
    destroy: async () => {
      await postgres.stop();
      await store.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
