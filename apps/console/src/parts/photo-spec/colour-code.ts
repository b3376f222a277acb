/** Colour as a draft takes it and a table displays it: #64c5ff. */
import type { Rgb } from "@gradphoto/domain";

const hex = (level: number): string => level.toString(16).padStart(2, "0");

export const colourCodeOf = ({ r, g, b }: Rgb): string => `#${hex(r)}${hex(g)}${hex(b)}`;
