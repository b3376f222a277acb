/** Rows of a sheet as a page sends them, and the preview of each before anything is written. */
import { z } from "zod";
import { bilingualSchema } from "./fields.ts";
import { allImportFates } from "./import-fates.ts";

/** Cell text as in the sheet. Validation reports errors per row, so that one row never refuses the others. */
export const sheetCell = z.string().max(2000).default("");

/** `cells`: the interpreted values, with defaults filled in. */
export const plannedRow = <Cells extends z.ZodRawShape>(cells: Cells) =>
  z.object({
    cells: z.object(cells),
    fate: z.enum(allImportFates),
    /** The changes, or the errors and how to correct them; `field`: the cell, null if it is about the row. */
    notes: z.array(z.object({ field: z.string().nullable(), words: bilingualSchema })),
  });
