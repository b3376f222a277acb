/** Tables and types every part of the product agrees on; no library, runs anywhere. */

export { type AttemptState, attemptStates, isAttemptState } from "./attempt-states.ts";
export {
  type AuditAction,
  type AuditSubject,
  allAuditActions,
  allAuditSubjects,
  auditActionLabel,
  auditActions,
  auditSubjects,
  isAuditSubject,
} from "./audit-actions.ts";
export { auditDetailLabel, auditDetailValue } from "./audit-details.ts";
export { type Bilingual, type Language, languages } from "./bilingual.ts";
export { brand } from "./brand.ts";
export type { CountedCheck } from "./check-accuracy.ts";
export { allCheckIds, type CheckFacts, type CheckId, checkFacts, gateOf, isCheckId, limitsOf } from "./check-facts.ts";
export { checkFamilies, familyOf } from "./check-families.ts";
export {
  type ClauseAccuracy,
  clauseAccuracies,
  clauseAccuraciesOf,
  leftToPeople,
  type Telling,
} from "./clause-accuracy.ts";
export {
  type CollectionMove,
  collectionMoves,
  isCollectionMove,
} from "./collection-moves.ts";
export {
  allCollectionStates,
  type CollectionState,
  collectionStates,
  firstCollectionState,
  isCollectionState,
  waitingForStudent,
} from "./collection-states.ts";
export { allConsentPurposes, type ConsentPurpose, consents, isConsentPurpose } from "./consents.ts";
export {
  contractVersion,
  contractVersionHeader,
  idempotencyKeyHeader,
  requestIdHeader,
} from "./contract-version.ts";
export type { Ask, Move } from "./define-states.ts";
export { type DifferenceKind, differenceKinds, isDifferenceKind } from "./difference-kinds.ts";
export {
  allEducationCategories,
  type EducationCategory,
  educationCategories,
  isEducationCategory,
} from "./education-categories.ts";
export { allErrorCodes, type ErrorCode, errors, isErrorCode } from "./errors.ts";
export {
  allExportKinds,
  type ExportFilter,
  type ExportFormat,
  type ExportKind,
  exportKinds,
  exportKindsFor,
  isExportKind,
} from "./export-kinds.ts";
export { type ExportState, exportStates, isExportState } from "./export-states.ts";
export type { CheckLimits, ClauseRef, Finding, Overlay, OverlayShape, Point, Unit, Verdict } from "./finding.ts";
export { findingLine } from "./finding-line.ts";
export { type JobKind, jobFaultLabel, jobKinds } from "./job-words.ts";
export { judge } from "./judge.ts";
export {
  allLedgerAccounts,
  isLedgerAccount,
  isLedgerKind,
  isRefundCause,
  type LedgerAccount,
  ledgerAccounts,
  ledgerKinds,
  refundCauses,
} from "./ledger-words.ts";
export {
  allMessageStates,
  isMessageState,
  type MessageState,
  messageFaultLabel,
  messageStates,
} from "./message-states.ts";
export {
  isMessageTemplate,
  type MessageTemplate,
  type MessageTemplateCode,
  messageTemplateCodes,
  messageTemplates,
} from "./message-templates.ts";
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
} from "./move-questions.ts";
export {
  allOrderStates,
  awaitsPayment,
  isOrderState,
  type OrderState,
  orderStates,
  takesPayment,
} from "./order-states.ts";
export { overlaySvg, shapesSvg } from "./overlay-svg.ts";
export { allPapers, isPaper, type Paper, papers } from "./papers.ts";
export { pathOf } from "./path-of.ts";
export { type PayChannel, payChannels } from "./pay-channels.ts";
export { allPhotoFates, isPhotoFate, type PhotoFate, photoFates } from "./photo-fates.ts";
export { type PhotoRule, type PhotoRuleId, photoRules, type RuleSource } from "./photo-rules.ts";
export type { FileWindow, GeometryWindows, PhotoSpec, Rgb } from "./photo-spec.ts";
export { defaultPhotoSpecId, findPhotoSpec, type PhotoSpecId, photoSpecs } from "./photo-specs.ts";
export { isPicturePurpose, picturePurposes } from "./picture-purposes.ts";
export {
  type FieldError,
  isProblem,
  type Problem,
  type ProblemDetails,
  type ProblemOccasion,
  problemMediaType,
  problemOf,
} from "./problem.ts";
export { type ProjectState, projectStateAt, projectStates } from "./project-states.ts";
export { allRefundRules, isRefundRule, type RefundRule, refundRules } from "./refund-rules.ts";
export {
  allRefundStates,
  isRefundState,
  type RefundMove,
  type RefundState,
  refundMoves,
  refundStates,
  refundStatesBefore,
} from "./refund-states.ts";
export {
  isRegistryBatchState,
  isRegistryItemState,
  registryBatchStates,
  registryItemStates,
} from "./registry-states.ts";
export {
  type EngineFacts,
  type Geometry,
  type JpegTables,
  type Operation,
  type OutputFile,
  type Report,
  type ReportVerdict,
  reportVerdict,
  reportVersion,
  type SourceFacts,
} from "./report.ts";
export {
  isReviewReason,
  type ReviewReason,
  type ReviewReasonCode,
  type ReviewReasonGroup,
  reviewerReasonCodes,
  reviewReasonGroups,
  reviewReasons,
} from "./review-reasons.ts";
export { allRoles, isRole, isStaff, type Role, roles, staffRoles } from "./roles.ts";
export { isRouteName, type RouteName, type RouteRow, routeNames, routeTable, uploadedPicture } from "./route-table.ts";
export {
  allServiceMacros,
  isServiceMacro,
  type ServiceMacro,
  type ServiceMacroCode,
  serviceMacros,
} from "./service-macros.ts";
export { shanghaiTime } from "./shanghai-time.ts";
export { staffStates } from "./staff-states.ts";
export { allTimeLineKinds, isTimeLineKind, type TimeLineKind, timeLineKinds } from "./time-line-kinds.ts";
export { type Tone, tones } from "./tones.ts";
export { exactFigure, figure, figureBeside, isUnit, rangeWords, type UnitWords, unitWords } from "./unit-words.ts";
export { allVerdictChanges, isVerdictChange, type VerdictChange, verdictChanges } from "./verdict-changes.ts";
export { isVerdict, verdictLabel, verdictWords } from "./verdict-words.ts";
export type { Window } from "./window.ts";
export { type SameWords, type Words, type WordTable, wordsOf } from "./words.ts";
