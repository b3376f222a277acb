/** What a series is: one harm in growing doses, done to a person's photo with everything else left as it was. */
import type { Bilingual, CheckId } from "@gradphoto/domain/photo-standard";
import type { Raster } from "../../../../packages/engine/src/ports.ts";
import type { OperatingPoint } from "../stand.ts";

export interface Series {
  readonly id: string;
  readonly title: Bilingual;
  /** What a dose counts. */
  readonly dose: Bilingual;
  /** From none on, each more than the one before. */
  readonly doses: readonly number[];
  /** The checks that are to see it: their value moves one way and in the end they react. */
  readonly reaches: readonly CheckId[];
  /** The checks it must not move: they say the same with and without it. */
  readonly holds?: readonly CheckId[];
  /** The first dose is no photo as it was but a common start, such as grey clothes. */
  readonly startsAltered?: true;
  /** Judged by this photo spec instead of the default one. */
  readonly specId?: string;
  /** JPEG quality of the dosed file, where that is the dose. */
  readonly qualityOf?: (dose: number) => number;
  /** null where it cannot be made of this person. */
  readonly make: (point: OperatingPoint, dose: number) => Promise<Raster | null>;
}
