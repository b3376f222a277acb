/** What the exports feature is given. */
import type { DeepReadonly, exportedLists } from "@gradphoto/domain/routes";
import type { z } from "zod";
import type { Clock } from "../infra/clock.ts";
import type { Database } from "../infra/db/database.ts";
import type { Ids } from "../infra/ids.ts";
import type { ObjectStore } from "../infra/object-store/object-store.ts";
import type { PictureLinks } from "../infra/picture-links.ts";
import type { Sealer } from "../infra/sealing/seal.ts";
import type { SignedLinks } from "../infra/signed-links.ts";

type Lists = typeof exportedLists;

/** The audit log is read by its own source; the others belong to features that this one does not know. */
type ListKind = Exclude<keyof Lists, "audit">;

/** A list as its page reads it. */
export interface ListReader<Query, Answer> {
  /** On all pages together. */
  readonly count: (query: Query) => Promise<number>;
  /** `limit` may be above what a page of the console may ask for. */
  readonly page: (query: Query) => Promise<Answer>;
}

/** What an answer counts beside its rows is left out. */
type RowsOf<Kind extends ListKind> = Omit<DeepReadonly<z.output<Lists[Kind]["answers"]>>, "counts">;

export type ListReaders = {
  readonly [Kind in ListKind]: ListReader<z.output<Lists[Kind]["query"]>, RowsOf<Kind>>;
};

export interface ExportDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly sealer: Sealer;
  readonly objects: Pick<ObjectStore, "get">;
  readonly lists: ListReaders;
  readonly exportLinks: SignedLinks;
  readonly links: Pick<PictureLinks, "sign">;
}
