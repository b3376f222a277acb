/** Definitions and texts of a standard photo: the only part of the product that the engine and its command import. */
export { type Bilingual, brand, type Language, languages } from "../core/bilingual.ts";
export type { Window } from "../core/window.ts";
export type { CountedCheck } from "./check-accuracy.ts";
export {
  allCheckIds,
  type CheckFacts,
  type CheckId,
  checkFacts,
  forbidsBlueClothes,
  gateOf,
  isCheckId,
  limitsOf,
} from "./check-facts.ts";
export {
  allClauseJudges,
  type ClauseAccuracy,
  type ClauseJudge,
  clauseAccuracies,
  clauseAccuraciesOf,
  clauseJudges,
  clausesJudgedBy,
  leftToPeople,
  type Telling,
} from "./clause-accuracy.ts";
export { displayedPhotoOf, type ShownPhoto } from "./displayed-photo.ts";
export { type Drawing, drawingColours, drawingOf, svgAddress } from "./drawing.ts";
export { drawnPerson, type Silhouette, silhouetteOf, tiedHair } from "./drawn-person.ts";
export {
  asksForLook,
  type CheckLimits,
  type ClauseRef,
  type Finding,
  judge,
  type Overlay,
  type OverlayShape,
  type Point,
  type Unit,
  type Verdict,
} from "./finding.ts";
export { adviceOf, findingLine, findingWords, measuredWords, titleOf, unmeasuredWords } from "./finding-words.ts";
export { overlaySvg, shapesSvg } from "./overlay-svg.ts";
export {
  type AnyPhotoSpecId,
  draftOf,
  initialOwnSpec,
  isOwnPhotoSpecId,
  isPhotoSpecId,
  type OwnPhotoSpec,
  type OwnPhotoSpecId,
  ownPhotoSpecId,
  parsedOwnSpec,
  type StoredPhotoSpec,
  shippedSpecIdOf,
  shippedSpecs,
} from "./own-specs.ts";
export {
  allPapers,
  isPaper,
  type Paper,
  type PhotoRule,
  type PhotoRuleId,
  papers,
  photoRules,
  type RuleSource,
} from "./photo-rules.ts";
export type { FileSize, FileWindow, GeometryWindows, NamedPhotoSpec, PhotoSpec, Rgb } from "./photo-spec.ts";
export {
  allPhotoSpecIds,
  defaultPhotoSpecId,
  findPhotoSpec,
  type PhotoSpecId,
  photoSpecOf,
  photoSpecs,
} from "./photo-specs.ts";
export {
  type EngineFacts,
  type Geometry,
  type JpegTables,
  type Operation,
  type OutputFile,
  type Report,
  type ReportVerdict,
  reportVerdict,
  reportVerdicts,
  reportVersion,
  type SourceFacts,
} from "./report.ts";
export { allGeometryWindows, geometryWords, lightnessOf, type SpecFault, specFault } from "./spec-faults.ts";
export {
  daysWords,
  exactFigure,
  figure,
  isUnit,
  rangeWords,
  type UnitWords,
  unitWords,
} from "./unit-words.ts";
export {
  allMakingSteps,
  allVerdicts,
  isMakingStep,
  isVerdict,
  type MakingStep,
  makingSteps,
  verdictLabel,
  verdictWords,
} from "./verdict-words.ts";
export { checkFamilies, familyOf, matterOf, type ShownFindings, visibleFindings } from "./visible-findings.ts";
