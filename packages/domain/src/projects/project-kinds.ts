/** What a project collects photos for; the photo spec decides it. */
import type { Bilingual } from "../core/bilingual.ts";
import type { PhotoSpecId } from "../photo-standard/photo-specs.ts";

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
export const projectKindOf = (specId: PhotoSpecId | null): ProjectKind =>
  specId === "chsi-freshman" ? freshman : graduation;
