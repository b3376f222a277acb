/** What a project collects photos for; the photo spec, or the one it was drafted from, decides it. */
import type { Bilingual } from "../core/bilingual.ts";
import { shippedSpecIdOf } from "../photo-standard/own-specs.ts";

interface ProjectKind {
  readonly label: Bilingual;
  /** False: photos come from a camera alone. */
  readonly albumAllowed: boolean;
  /** How far from this year a code's graduation year may lie. */
  readonly yearsAhead: number;
}

const graduation: ProjectKind = { label: { zh: "毕业", en: "Graduation" }, albumAllowed: true, yearsAhead: 1 };
const freshman: ProjectKind = { label: { zh: "新生", en: "New students" }, albumAllowed: false, yearsAhead: 8 };

/** null: of no project that is known. */
export const projectKindOf = (specId: string | null): ProjectKind =>
  specId !== null && shippedSpecIdOf(specId) === "chsi-freshman" ? freshman : graduation;
