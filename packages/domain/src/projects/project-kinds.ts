/** Purposes of a project's photos; determined by the photo spec, or the shipped spec it derives from. */
import type { Bilingual } from "../core/bilingual.ts";
import { shippedSpecIdOf } from "../photo-standard/own-specs.ts";

interface ProjectKind {
  readonly label: Bilingual;
  /** False: photos must come from a camera. */
  readonly albumAllowed: boolean;
  /** How many years a code's graduation year may be after the current one. */
  readonly yearsAhead: number;
}

const graduation: ProjectKind = { label: { zh: "毕业", en: "Graduation" }, albumAllowed: true, yearsAhead: 1 };
const freshman: ProjectKind = { label: { zh: "新生", en: "New students" }, albumAllowed: false, yearsAhead: 8 };

/** `specId` null: no project is known; treated as graduation. */
export const projectKindOf = (specId: string | null): ProjectKind =>
  specId !== null && shippedSpecIdOf(specId) === "chsi-freshman" ? freshman : graduation;
