/**
 * Readers of all lists that can be exported, from the features that own them. A domain list without a reader is a
 * compile error.
 */
import { auditFile } from "./audit/list-audit.ts";
import { schoolCollectionFile } from "./collections/school-collection-file.ts";
import type { FileReaders } from "./exports/deps.ts";
import type { Database } from "./infra/db/database.ts";
import { differenceFile } from "./payments/bill-days.ts";
import { invoiceFile } from "./payments/invoices.ts";
import { incomeFile } from "./payments/list-income.ts";
import { ledgerFile } from "./payments/list-ledger.ts";
import { orderFile } from "./payments/list-orders.ts";
import { refundFile } from "./payments/list-refunds.ts";
import type { Ports } from "./ports.ts";
import { provinceFile } from "./projects/province.ts";
import { stalledFile } from "./projects/stalled.ts";
import { registryRefusalFile } from "./registry/registry-findings.ts";
import { decisionFile } from "./reviews/list-decisions.ts";
import { schoolFile } from "./schools/change-schools.ts";

interface ListDeps extends Pick<Ports, "sealer" | "objects" | "auditKeys"> {
  readonly db: Database;
}

export const fileReaders = ({ db, sealer, objects, auditKeys }: ListDeps): FileReaders => ({
  "school-collections": schoolCollectionFile({ db, sealer }),
  "stalled-students": stalledFile({ db, sealer }),
  province: provinceFile(db),
  orders: orderFile({ db, sealer }),
  refunds: refundFile({ db, sealer }),
  ledger: ledgerFile(db),
  income: incomeFile(db),
  "bill-differences": differenceFile({ db, sealer }),
  invoices: invoiceFile({ db, sealer }),
  audit: auditFile({ db, keys: auditKeys, objects }),
  "staff-decisions": decisionFile({ db, sealer }),
  "registry-refusals": registryRefusalFile(db),
  schools: schoolFile(db),
});
