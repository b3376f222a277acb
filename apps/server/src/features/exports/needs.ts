/** What the exports feature is given. */
import type { Clock } from "../../infra/clock.ts";
import type { Database } from "../../infra/db/database.ts";
import type { Ids } from "../../infra/ids.ts";
import type { ObjectStore } from "../../infra/object-store/object-store.ts";
import type { PictureLinks } from "../../infra/picture-links.ts";
import type { Sealer } from "../../infra/sealing/seal.ts";
import type { SignedLinks } from "../../infra/signed-links.ts";

export interface ExportNeeds {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly sealer: Sealer;
  readonly objects: Pick<ObjectStore, "get">;
  readonly exportLinks: SignedLinks;
  readonly links: Pick<PictureLinks, "sign">;
}
