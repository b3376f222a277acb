/** Tables and types every part of the product agrees on; no library, runs anywhere. */

export {
  contractVersion,
  contractVersionHeader,
  idempotencyKeyHeader,
  requestIdHeader,
} from "./api/contract-version.ts";
export { allErrorCodes, type ErrorCode, errors, isErrorCode } from "./api/errors.ts";
export { pathOf } from "./api/path-of.ts";
export {
  type FieldError,
  isProblem,
  type Problem,
  type ProblemDetails,
  type ProblemOccasion,
  problemMediaType,
  problemOf,
} from "./api/problem.ts";
export { isRouteName, type RouteName, routeNames, routeTable } from "./api/route-table.ts";
export {
  type AuditAction,
  type AuditSubject,
  allAuditActions,
  allAuditSubjects,
  auditActionLabel,
  auditActions,
  auditSubjects,
  isAuditSubject,
} from "./audit/audit-actions.ts";
export { auditDetailLabel, auditDetailValue } from "./audit/audit-details.ts";
export {
  allCollectionMoves,
  type CollectionMove,
  collectionMoves,
} from "./collections/collection-moves.ts";
export {
  allCollectionStates,
  type CollectionState,
  collectionStates,
  firstCollectionState,
  isCollectionState,
  waitingForStudent,
} from "./collections/collection-states.ts";
export {
  canMove,
  decideMove,
  isFinal,
  isFrozen,
  type MoveDecision,
  type MoveRefusal,
  movesFrom,
  type OfferedMove,
  statesBefore,
} from "./collections/move-questions.ts";
export { allConsentPurposes, type ConsentPurpose, consents, isConsentPurpose } from "./consents/consents.ts";
export { shanghaiTime } from "./core/beijing-time.ts";
export type { Ask, Move } from "./core/define-states.ts";
export { allRoles, isRole, isStaff, type Role, roles, staffRoles } from "./core/roles.ts";
export { type RouteRow, uploadedPicture } from "./core/route-row.ts";
export { type Tone, tones } from "./core/tones.ts";
export { type SameWords, type Words, type WordTable, wordsOf } from "./core/words.ts";
export {
  allExportKinds,
  type ExportFilter,
  type ExportFormat,
  type ExportKind,
  exportFormats,
  exportKinds,
  exportKindsFor,
} from "./exports/export-kinds.ts";
export { allExportStates, exportStates } from "./exports/export-states.ts";
export { allPhotoFates, isPhotoFate, type PhotoFate, photoFates } from "./limits/photo-fates.ts";
export { allVerdictChanges, isVerdictChange, type VerdictChange, verdictChanges } from "./limits/verdict-changes.ts";
export {
  allMessageStates,
  type MessageState,
  messageFaultLabel,
  messageStates,
} from "./messages/message-states.ts";
export {
  isMessageTemplate,
  type MessageTemplate,
  type MessageTemplateCode,
  messageTemplateCodes,
  messageTemplates,
} from "./messages/message-templates.ts";
export { billDayStates } from "./payments/bill-day-states.ts";
export {
  allDifferenceKinds,
  type DifferenceKind,
  differenceKinds,
  isDifferenceKind,
} from "./payments/difference-kinds.ts";
export {
  allLedgerAccounts,
  allLedgerKinds,
  allRefundCauses,
  type LedgerAccount,
  ledgerAccounts,
  ledgerKinds,
  type RefundCause,
  refundCauses,
} from "./payments/ledger-words.ts";
export {
  allOrderStates,
  awaitsPayment,
  isOrderState,
  type OrderState,
  orderStates,
  takesPayment,
} from "./payments/order-states.ts";
export { allPayChannels, type PayChannel, payChannels } from "./payments/pay-channels.ts";
export { allRefundRules, type RefundRule, refundRules } from "./payments/refund-rules.ts";
export {
  allRefundStates,
  type RefundMove,
  type RefundState,
  refundMoves,
  refundStates,
  refundStatesBefore,
} from "./payments/refund-states.ts";
export * from "./photo-standard/index.ts";
export {
  type AttemptState,
  allAttemptStates,
  attemptStates,
  type Photographer,
  type PhotoSource,
  photographers,
  photoSources,
} from "./photos/attempt-states.ts";
export { type JobKind, jobFaultLabel, jobKinds } from "./photos/job-words.ts";
export { isPicturePurpose, picturePurposes } from "./photos/picture-purposes.ts";
export {
  allEducationCategories,
  type EducationCategory,
  educationCategories,
  isEducationCategory,
} from "./projects/education-categories.ts";
export { type ProjectState, projectStateAt, projectStates } from "./projects/project-states.ts";
export {
  allRegistryBatchStates,
  allRegistryItemStates,
  isRegistryBatchState,
  isRegistryItemState,
  registryBatchStates,
  registryItemStates,
} from "./registry/registry-states.ts";
export {
  type BlindDecision,
  blindDecisions,
  type ReviewDecision,
  reviewDecisions,
} from "./reviews/review-decisions.ts";
export {
  isReviewReason,
  type ReviewReason,
  type ReviewReasonCode,
  type ReviewReasonGroup,
  reviewerReasonCodes,
  reviewReasonGroups,
  reviewReasons,
} from "./reviews/review-reasons.ts";
export {
  allServiceMacros,
  isServiceMacro,
  type ServiceMacro,
  type ServiceMacroCode,
  serviceMacros,
} from "./service-desk/service-macros.ts";
export { allTimeLineKinds, isTimeLineKind, type TimeLineKind, timeLineKinds } from "./service-desk/time-line-kinds.ts";
export { staffStates } from "./staff/staff-states.ts";
