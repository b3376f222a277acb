/** What the payments feature is given. */
import type { Bilingual } from "@gradphoto/domain";
import type { Configuration } from "../core/configuration/read-configuration.ts";
import type { Clock } from "../infra/clock.ts";
import type { Database } from "../infra/db/database.ts";
import type { Ids } from "../infra/ids.ts";
import type { Lettering } from "../infra/lettering/lettering.ts";
import type { ObjectStore } from "../infra/object-store/object-store.ts";
import type { ProviderOf } from "../infra/pay/pay-provider.ts";
import type { Sealer } from "../infra/sealing/seal.ts";

export interface PaymentDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly sealer: Sealer;
  readonly providerOf: ProviderOf;
  readonly configuration: Configuration;
  /** Tells an operator; the fields hold numbers of orders and codes alone. */
  readonly warn: (fields: object, message: string) => void;
}

/** What receipts and invoices need besides. */
export interface DocumentDeps {
  readonly lettering: Lettering;
  /** Who runs the service, and receives the fee. */
  readonly operatorName: Bilingual;
  readonly objects: ObjectStore;
  /** Of the student's pages, without a slash at its end. */
  readonly publicUrl: string;
}

/** The same, at work inside a transaction. */
export type PaymentWork = Pick<PaymentDeps, "clock" | "ids" | "sealer" | "warn">;

/** Who shows what stands in the books, with the words of people in it. */
export type ReadingDeps = Pick<PaymentDeps, "db" | "sealer">;
