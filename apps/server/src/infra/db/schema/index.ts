/** All tables; a test compares them with the migrated database. */
export { accountIdentities, accounts, consents, sessions, smsCodes } from "./accounts.ts";
export { attemptFindings, attemptMeasurements, checkLists } from "./attempt-findings.ts";
export {
  audit,
  auditEntries,
  auditHead,
  auditNumbers,
  auditOutbox,
  auditSegments,
} from "./audit.ts";
export { billDays, incomeDays, invoiceRequests, paymentDifferences } from "./bills.ts";
export { attempts, collectionHistory, collections } from "./collections.ts";
export { configurationChanges } from "./configuration.ts";
export { exportPhotos, exports, takenPhotos } from "./exports.ts";
export {
  events,
  messageCredits,
  messages,
  reminderMessages,
  reminderSmsDays,
  reminders,
} from "./messages.ts";
export {
  ledgerEntries,
  ledgerSums,
  ledgerTransactions,
  orders,
  paymentNotifications,
  refunds,
} from "./payments.ts";
export { codeReadings, persons } from "./persons.ts";
export { expectedNumbers, projects } from "./projects.ts";
export { identityEvidence, registryBatches, registryItems } from "./registry.ts";
export { doomedObjects, retentionCounts, retentionRuns } from "./retention.ts";
export { corrections, honeypots, reviewTasks } from "./review-tasks.ts";
export { apiKeys, schoolChanges, webhookDeliveries, webhooks } from "./school-systems.ts";
export { schools } from "./schools.ts";
export { connectionChecks, faceCounts, idempotencyKeys, processes, rateLimits } from "./service.ts";
export { serviceCaseHandOvers, serviceCases, serviceNotes } from "./service-cases.ts";
export { helperLinks, siteDays, siteTickets } from "./site-days.ts";
export {
  identityTickets,
  identityTrips,
  staff,
  staffAccountChanges,
  staffBrowsers,
  staffIdentities,
  staffPosts,
  staffRecoveryCodes,
} from "./staff.ts";
