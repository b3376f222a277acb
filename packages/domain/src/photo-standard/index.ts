/** Definitions and texts of a standard photo: the only part of the product that the engine and its command import. */
export * from "../core/bilingual.ts";
export * from "./check-accuracy.ts";
export * from "./check-facts.ts";
export * from "./clause-accuracy.ts";
export * from "./drawing.ts";
export * from "./finding.ts";
export * from "./finding-words.ts";
export * from "./group-findings.ts";
export * from "./overlay-svg.ts";
export * from "./own-specs.ts";
export * from "./photo-rules.ts";
export * from "./photo-spec.ts";
export * from "./photo-specs.ts";
export * from "./report.ts";
export * from "./spec-faults.ts";
export * from "./unit-words.ts";
export * from "./verdict-words.ts";
