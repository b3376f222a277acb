/** The one list of tables: a kind of the contract without its source does not compile. */
import type { ExportKind } from "@gradphoto/domain";
import { differenceSource, ledgerSource } from "./books.ts";
import { schoolCollections, stalledStudents } from "./collections.ts";
import {
  failedPhotoSource,
  messageSource,
  refusalSource,
  retentionRunSource,
  schoolSource,
  staffSource,
} from "./lists.ts";
import { auditSource, decisionSource } from "./oversight.ts";
import { invoiceSource, orderSource, refundSource } from "./payments.ts";
import type { SourceOf } from "./table-source.ts";

/** Every kind but the ZIP. */
export type TableKind = Exclude<ExportKind, "finished-photos">;

export const tableSources: { readonly [Kind in TableKind]: SourceOf<Kind> } = {
  "school-collections": schoolCollections,
  "stalled-students": stalledStudents,
  orders: orderSource,
  refunds: refundSource,
  ledger: ledgerSource,
  "bill-differences": differenceSource,
  invoices: invoiceSource,
  audit: auditSource,
  "staff-decisions": decisionSource,
  messages: messageSource,
  "failed-photos": failedPhotoSource,
  "registry-refusals": refusalSource,
  "retention-runs": retentionRunSource,
  staff: staffSource,
  schools: schoolSource,
};
