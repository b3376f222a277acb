/** Tables and types every part of the product agrees on; no library, runs anywhere. */
export { type Bilingual, type Language, languages } from "./bilingual.ts";
export { brand } from "./brand.ts";
export { checkFamilies, familyOf } from "./check-families.ts";
export type { CheckLimits, ClauseRef, Finding, Overlay, OverlayShape, Point, Unit, Verdict } from "./finding.ts";
export { type PhotoRule, type PhotoRuleId, photoRules, type RuleSource } from "./photo-rules.ts";
export type { FileWindow, GeometryWindows, PhotoSpec, Rgb } from "./photo-spec.ts";
export { defaultPhotoSpecId, findPhotoSpec, type PhotoSpecId, photoSpecs } from "./photo-specs.ts";
export {
  type EngineFacts,
  type Geometry,
  type Operation,
  type OutputFile,
  type Report,
  type ReportVerdict,
  reportVerdict,
  reportVersion,
  type SourceFacts,
} from "./report.ts";
export { verdictWords } from "./verdict-words.ts";
export type { Window } from "./window.ts";
