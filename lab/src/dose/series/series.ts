/**
 * Definition of a series: one fault in growing doses, applied to a person's photo while everything else stays the
 * same.
 */
import type { Bilingual, CheckId } from "@gradphoto/domain/photo-standard";
import type { Raster } from "../../../../packages/engine/src/ports.ts";
import type { OperatingPoint } from "../operating-point.ts";

export interface Series {
  readonly id: string;
  readonly title: Bilingual;
  /** Unit of the dose, for display. */
  readonly dose: Bilingual;
  /** Doses in ascending order; the first is no dose. */
  readonly doses: readonly number[];
  /** Checks that the series targets: their value changes in one direction, and at some dose they react. */
  readonly reaches: readonly CheckId[];
  /** Checks that the series must not affect. */
  readonly holds?: readonly CheckId[];
  /** True if the first dose is not the original photo but a common start, such as grey clothes. */
  readonly startsAltered?: true;
  /** Photo spec of this series, if it differs from the default. */
  readonly specId?: string;
  /** Returns the JPEG quality of the dosed file, if that is the dose. */
  readonly qualityOf?: (dose: number) => number;
  /** Makes the dosed picture. Returns null if it cannot be made of this person. */
  readonly make: (point: OperatingPoint, dose: number) => Promise<Raster | null>;
}
