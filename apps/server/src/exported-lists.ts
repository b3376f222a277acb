/** The reader of every list that is taken out as a table, from the noun it belongs to: a kind of the domain without one does not compile. */
import { auditFile } from "./audit/list-audit.ts";
import { schoolCollectionFile } from "./collections/for-school.ts";
import type { FileReaders } from "./exports/deps.ts";
import type { Clock } from "./infra/clock.ts";
import type { Database } from "./infra/db/database.ts";
import { messageFile } from "./messages/list-messages.ts";
import { differenceFile } from "./payments/bill-days.ts";
import { invoiceFile } from "./payments/invoices.ts";
import { incomeFile } from "./payments/list-income.ts";
import { ledgerFile } from "./payments/list-ledger.ts";
import { orderFile } from "./payments/list-orders.ts";
import { refundFile } from "./payments/list-refunds.ts";
import { failedPhotoFile } from "./photos/failed-attempts.ts";
import type { Ports } from "./ports.ts";
import { provinceFile } from "./projects/province.ts";
import { stalledFile } from "./projects/stalled.ts";
import { registryRefusalFile } from "./registry/registry-findings.ts";
import { retentionRunFile } from "./retention/list-runs.ts";
import { decisionFile } from "./reviews/list-decisions.ts";
import { schoolFile } from "./schools/keep-schools.ts";
import { staffFile } from "./staff/list-staff.ts";

interface ListDeps extends Pick<Ports, "sealer" | "objects" | "jobTable" | "auditKeys"> {
  readonly db: Database;
  readonly clock: Clock;
}

export const fileReaders = ({ db, clock, sealer, objects, jobTable, auditKeys }: ListDeps): FileReaders => ({
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
  messages: messageFile(db),
  "failed-photos": failedPhotoFile({ db, jobTable }),
  "registry-refusals": registryRefusalFile(db),
  "retention-runs": retentionRunFile({ db, clock, objects }),
  staff: staffFile({ db, clock, sealer }),
  schools: schoolFile(db),
});
