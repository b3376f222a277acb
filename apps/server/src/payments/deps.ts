/** Dependencies of the payments feature. */
import type { Bilingual } from "@gradphoto/domain";
import type { ServiceDeps } from "../core/service-deps.ts";
import type { Lettering } from "../infra/lettering/lettering.ts";
import type { ObjectStore } from "../infra/object-store/object-store.ts";
import type { ProviderOf } from "../infra/pay/pay-provider.ts";

export interface PaymentDeps
  extends Pick<ServiceDeps, "db" | "clock" | "ids" | "sealer" | "configuration"> {
  readonly providerOf: ProviderOf;
  /** Warns an operator. The fields contain only order numbers and codes. */
  readonly warn: (fields: object, message: string) => void;
}

/** Additional dependencies for receipts and invoices. */
export interface DocumentDeps {
  readonly lettering: Lettering;
  /** Operator of the service, who receives the fee. */
  readonly operatorName: Bilingual;
  readonly objects: ObjectStore;
  /** Base URL of the student's pages, without a trailing slash. */
  readonly publicUrl: string;
}

/** Dependencies for work inside a transaction. */
export type PaymentWork = Pick<PaymentDeps, "clock" | "ids" | "sealer" | "warn">;

/** Dependencies for reading the books, including sealed texts. */
export type ReadingDeps = Pick<PaymentDeps, "db" | "sealer">;
