/** What a service stands on in the trial: a database and a bucket, both of Debian's packages and both empty. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { storySettings } from "../story/walk-story.ts";
import { type DebianPostgres, startDebianPostgres } from "./debian-postgres.ts";
import { type RadosGateway, startRadosGateway } from "./rados-gateway.ts";

export interface House {
  readonly postgres: DebianPostgres;
  readonly gateway: RadosGateway;
  readonly settings: Readonly<Record<string, string>>;
  /** Ends both and deletes what they kept. */
  readonly destroy: () => Promise<void>;
}

/** `given`: what outlives a house, such as keys. */
export async function openHouse(folder: string, given: Readonly<Record<string, string>>): Promise<House> {
  const postgres = await startDebianPostgres(join(folder, "database"));
  const gateway = await startRadosGateway(join(folder, "bucket"));
  return {
    postgres,
    gateway,
    settings: {
      ...storySettings,
      ...given,
      ...gateway.settings,
      DATABASE_URL: postgres.serviceUrl,
      GRADPHOTO_MIGRATE_DATABASE_URL: postgres.ownerUrl,
    },
    destroy: async () => {
      await postgres.stop();
      await gateway.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
