/** Rows of a sheet as they come from a page, and what is answered of each before anything is written. */
import { z } from "zod";
import { bilingualSchema } from "./fields.ts";
import { allImportFates } from "./import-fates.ts";

/** As it stands in the sheet: whether it may be so is told of each row, and refuses none of the others. */
export const sheetCell = z.string().max(2000).default("");

/** `cells`: as they are understood, with what was filled in. */
export const plannedRow = <Cells extends z.ZodRawShape>(cells: Cells) =>
  z.object({
    cells: z.object(cells),
    fate: z.enum(allImportFates),
    /** What would change, or what is wrong and how to mend it; `field`: the cell, null where it is about the row. */
    says: z.array(z.object({ field: z.string().nullable(), words: bilingualSchema })),
  });
