import { expect, test } from "vitest";
import { sealedColumns } from "../programs/rekey.ts";
import { qualifiedColumnName } from "../testing/free-text-rows.ts";
import { freeTextColumns } from "./free-words.ts";

/**
 * Sealed columns that are not in `freeTextColumns`: identity data, notes and service cases, whose rows are deleted
 * completely, reasons for configuration changes, and keys of webhooks.
 */
const otherwiseSealed = [
  ...[
    "account_identities.openid",
    "account_identities.unionid",
    "accounts.phone",
    "code_readings.code",
  ],
  ...["invoice_requests.email", "invoice_requests.tax_number", "invoice_requests.title"],
  ...["persons.name", "persons.student_number", "service_notes.note"],
  ...["service_cases.question", "service_case_hand_overs.note"],
  ...["configuration_changes.why", "configuration_changes.declined_why"],
  ...["staff.name", "staff.totp", "staff.totp_pending", "webhooks.secret"],
];

test("every sealed column is erased with its person, or is listed here as an exception", () => {
  const all = sealedColumns().map(({ table, column }) => `${table}.${column}`);
  expect([...freeTextColumns.map(qualifiedColumnName), ...otherwiseSealed].sort()).toEqual(
    all.sort(),
  );
});
