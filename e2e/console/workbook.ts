/** The own list of a school, as it would drop it on the page. */
import { strToU8, zipSync } from "fflate";

const rowsOf = (cells: readonly (readonly string[])[]): string =>
  cells
    .map((row) => `<row>${row.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join("")}</row>`)
    .join("");

/** A workbook as a school's own program would write it. */
export const workbookOf = (cells: readonly (readonly string[])[]): Buffer =>
  Buffer.from(
    zipSync({
      "xl/workbook.xml": strToU8(
        '<workbook xmlns:r="r"><sheets><sheet name="名单" sheetId="1" r:id="rId1"/></sheets></workbook>',
      ),
      "xl/_rels/workbook.xml.rels": strToU8(
        '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
      ),
      "xl/worksheets/sheet1.xml": strToU8(`<worksheet><sheetData>${rowsOf(cells)}</sheetData></worksheet>`),
    }),
  );
