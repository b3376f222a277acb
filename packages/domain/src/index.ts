/** Tables and types shared by every part of the product; has no dependencies and runs on any platform. */

export { isMobileNumber } from "./accounts/phone-number.ts";
export { auditDetailLabel, auditDetailValue } from "./api/audit-details.ts";
export {
  contractVersion,
  contractVersionHeader,
  idempotencyKeyHeader,
  requestIdHeader,
  untouchedHeader,
} from "./api/client-headers.ts";
export { allErrorCodes, type ErrorCode, errors, isErrorCode } from "./api/errors.ts";
export {
  type FieldError,
  isProblem,
  type Problem,
  type ProblemDetails,
  type ProblemOccasion,
  problemFrom,
  problemMediaType,
  problemOf,
} from "./api/problem.ts";
export { isRouteName, pathOf, type RouteName, routeNames, routeTable } from "./api/route-table.ts";
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
export * from "./audit/lists.ts";
export { codeErrors, findCollectionCode } from "./codes/errors.ts";
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
export * from "./collections/lists.ts";
export {
  canMove,
  decideMove,
  isFinal,
  isFrozen,
  type MoveDecision,
  type MoveRefusal,
  movesFrom,
  type OfferedMove,
  previousStates,
} from "./collections/move-questions.ts";
export {
  checkSubject,
  checksWithOwnLimits,
  hasOwnLimits,
  limitReasons,
  readCheckSubject,
  type SetLimits,
  withSetLimits,
} from "./configuration/check-subjects.ts";
export {
  type AnyConfigurationValue,
  allConfigurationGroups,
  allConfigurationItems,
  type ConfigurationGroup,
  type ConfigurationItem,
  type ConfigurationKind,
  type ConfigurationValue,
  configurationGroups,
  configurationItems,
  type HoursOfDay,
  type InitialConfiguration,
  isConfigurationItem,
  isSingleItem,
  type SingleItem,
} from "./configuration/configuration-items.ts";
export {
  allDurationUnits,
  type DurationUnit,
  durationUnits,
  durationWords,
  minutesOf,
  spokenDuration,
} from "./configuration/duration.ts";
export * from "./configuration/lists.ts";
export {
  allConfigurationStates,
  type ConfigurationState,
  configurationStates,
} from "./configuration/lists.ts";
export { alwaysVisible, initialOfSubject, subjectWords } from "./configuration/subjects.ts";
export { configurationLabel, configurationValueWords } from "./configuration/value-words.ts";
export { allConsentPurposes, type ConsentPurpose, consents, isConsentPurpose } from "./consents/consents.ts";
export * from "./core/beijing-time.ts";
export { tagline } from "./core/bilingual.ts";
export type { Move, Requirement } from "./core/define-states.ts";
export { type ImportFate, importFates } from "./core/import-fates.ts";
export { keysOf } from "./core/is-key-of.ts";
export {
  type FileFormat,
  type FilePart,
  type FileRowOf,
  type FilterValuesOf,
  fileColumns,
  fileFormats,
  filtersOn,
  type ItemOf,
  type List,
} from "./core/list.ts";
export { cellOf, csvText, fieldOf, harmlessText, type ListCell } from "./core/list-cell.ts";
export type { Column } from "./core/list-columns.ts";
export { type Filter, type IntegerFilter, integerIn } from "./core/list-filters.ts";
export { allProvinces, isProvince, type Province, provinces } from "./core/provinces.ts";
export { allRoles, isRole, isStaff, type Role, roles, staffRoles } from "./core/roles.ts";
export { type RouteRow, uploadedPicture } from "./core/route-row.ts";
export { hideSmallCount, smallGroupLimit } from "./core/small-groups.ts";
export {
  allStudentPages,
  type StudentPage,
  type StudentPageArgs,
  type StudentPageParam,
  type StudentPageParams,
  studentPageFile,
  studentPageLink,
  studentPageOnceAt,
  studentPagePath,
} from "./core/student-pages.ts";
export { type Tone, tones } from "./core/tones.ts";
export { type SameWords, type Words, type WordTable, wordsOf } from "./core/words.ts";
export { allExportKinds, type ExportKind, exportedList, type ListOfKind, listPages } from "./exports/all-lists.ts";
export { allExportStates, exportKindOf, exportKindsFor, exportStates } from "./exports/export-kinds.ts";
export * from "./exports/photo-files.ts";
export { allFirstSteps, type FirstStep, firstSteps } from "./home/first-steps.ts";
export {
  allWaitingKinds,
  type WaitingKind,
  waitingKinds,
  waitingKindsFor,
  waitingPlace,
  waitingRoles,
} from "./home/waiting-kinds.ts";
export * from "./limits/lists.ts";
export {
  allPhotoFates,
  allVerdictChanges,
  isPhotoFate,
  type PhotoFate,
  photoFates,
  type VerdictChange,
  verdictChanges,
} from "./limits/verdict-changes.ts";
export * from "./messages/lists.ts";
export {
  allMessageChannels,
  allMessageStates,
  type MessageState,
  messageChannels,
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
export {
  allMessagePlaceholders,
  initialMessageWords,
  type MessagePreview,
  messageLinkOf,
  messagePlaceholders,
  messageTextOf,
  messageWordsFault,
  previewMessage,
  smsParts,
} from "./messages/message-words.ts";
export {
  allDifferenceKinds,
  billDayStates,
  type DifferenceKind,
  differenceKinds,
  isDifferenceKind,
} from "./payments/difference-kinds.ts";
export {
  allLedgerAccounts,
  allLedgerKinds,
  allRefundCauses,
  type LedgerAccount,
  ledgerAccountLabel,
  ledgerKinds,
  type RefundCause,
  refundCauses,
} from "./payments/ledger-words.ts";
export * from "./payments/lists.ts";
export {
  allOrderStates,
  awaitsPayment,
  isOrderState,
  type OrderState,
  orderStates,
  takesPayment,
} from "./payments/order-states.ts";
export {
  allPayChannels,
  allPayProviders,
  type PayChannel,
  type PayProviderId,
  payChannels,
  payProviders,
} from "./payments/pay-providers.ts";
export {
  allRefundRules,
  allRefundStates,
  isRefundRule,
  previousRefundStates,
  type RefundMove,
  type RefundRule,
  type RefundState,
  refundMoves,
  refundRules,
  refundStates,
} from "./payments/refund-states.ts";
export * from "./photo-standard/index.ts";
export {
  allAttemptStates,
  attemptStates,
  isPhotoSource,
  type JobKind,
  jobKinds,
  type Photographer,
  type PhotoSource,
  photographers,
  photoSources,
} from "./photos/attempt-states.ts";
export { photoErrors } from "./photos/errors.ts";
export { isPicturePurpose, picturePurposes } from "./photos/picture-purposes.ts";
export {
  allEducationCategories,
  type EducationCategory,
  educationCategories,
  isEducationCategory,
} from "./projects/education-categories.ts";
export {
  type CountedTwice,
  countedTwice,
  type ExpectedNumber,
  longestPlaceName,
  mostExpected,
  mostExpectedNumbers,
  notStartedOf,
  type Place,
  placeKey,
} from "./projects/expected-numbers.ts";
export { type FixedTerm, fixedTermsOf, onePaymentWords } from "./projects/fixed-terms.ts";
export * from "./projects/lists.ts";
export { type ProjectState, projectKindOf, projectStateAt, projectStates } from "./projects/project-states.ts";
export {
  allLeftOutReasons,
  type LeftOut,
  leftOutReasons,
  oneOfThem,
  type ReminderCounts,
} from "./projects/reminders.ts";
export {
  allEvidenceKinds,
  allIdentityOutcomes,
  type EvidenceKind,
  evidenceKinds,
  type IdentityOutcome,
  identityOutcomes,
  isEvidenceKind,
} from "./registry/identity-check.ts";
export * from "./registry/lists.ts";
export {
  allRegistryBatchStates,
  allRegistryItemStates,
  isRegistryBatchState,
  isRegistryItemState,
  registryBatchStates,
  registryItemStates,
} from "./registry/registry-states.ts";
export * from "./retention/lists.ts";
export * from "./reviews/lists.ts";
export {
  type BlindDecision,
  blindDecisions,
  isReviewDecision,
  type ReviewDecision,
  reviewDecisions,
  reviewDecisionWords,
} from "./reviews/review-decisions.ts";
export {
  allReviewReasons,
  isExplainedByNote,
  isReviewReason,
  type ReviewReason,
  type ReviewReasonCode,
  type ReviewReasonGroup,
  reviewerReasonCodes,
  reviewReasonGroups,
  reviewReasons,
} from "./reviews/review-reasons.ts";
export { handTasks, sheetPhotos, type TaskKind, type TaskQueue, taskKinds, taskQueues } from "./reviews/task-queues.ts";
export * from "./schools/lists.ts";
export * from "./service-desk/lists.ts";
export {
  addedAnswerCode,
  allServiceMacros,
  initialAnswer,
  isAddedAnswer,
  isServiceMacro,
  type ServiceAnswer,
  type ServiceMacro,
  type ServiceMacroCode,
  serviceMacros,
} from "./service-desk/service-macros.ts";
export {
  allPhoneLookReasons,
  allTimeLineKinds,
  isPhoneLookReason,
  isTimeLineKind,
  type PhoneLookReason,
  phoneLookReasons,
  type TimeLineKind,
  timeLineKinds,
} from "./service-desk/time-line-kinds.ts";
export { type SiteDayState, siteDayStates } from "./site-days/site-day-states.ts";
export * from "./staff/lists.ts";
export {
  allStaffChanges,
  postWords,
  type StaffChange,
  staffChanges,
  staffStateOf,
  staffStates,
} from "./staff/staff-states.ts";
