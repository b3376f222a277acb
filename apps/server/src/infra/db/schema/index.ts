/** All tables; a test compares them with the migrated database. */
export { accountIdentities, accounts } from "./accounts.ts";
export { attempts } from "./attempts.ts";
export { audit, auditHead } from "./audit.ts";
export { codeLocks, codeReadings, codeTries } from "./codes.ts";
export { collectionHistory, collections } from "./collections.ts";
export { consents } from "./consents.ts";
export { events } from "./events.ts";
export { idempotencyKeys } from "./idempotency-keys.ts";
export { messageCredits, messages } from "./messages.ts";
export { persons } from "./persons.ts";
export { projects } from "./projects.ts";
export { rateLimits } from "./rate-limits.ts";
export { registryBatches, registryItems } from "./registry.ts";
export { corrections, reviewLeases, reviews } from "./reviews.ts";
export { schools } from "./schools.ts";
export { sessions } from "./sessions.ts";
export { smsCodes } from "./sms-codes.ts";
export { staff, staffTries } from "./staff.ts";
