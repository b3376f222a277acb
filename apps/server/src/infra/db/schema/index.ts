/** All tables; a test compares them with the migrated database. */
export { accountIdentities, accounts } from "./accounts.ts";
export { attempts } from "./attempts.ts";
export { audit, auditHead } from "./audit.ts";
export { billDays, invoiceRequests, paymentDifferences } from "./bills.ts";
export { codeLocks, codeReadings, codeTries } from "./codes.ts";
export { collectionHistory, collections } from "./collections.ts";
export { consents } from "./consents.ts";
export { events } from "./events.ts";
export { idempotencyKeys } from "./idempotency-keys.ts";
export { ledgerEntries, ledgerTransactions } from "./ledger.ts";
export { orders, paymentNotifications, refunds } from "./payments.ts";
export { persons } from "./persons.ts";
export { projects } from "./projects.ts";
export { rateLimits } from "./rate-limits.ts";
export { schools } from "./schools.ts";
export { sessions } from "./sessions.ts";
export { smsCodes } from "./sms-codes.ts";
export { staff } from "./staff.ts";
