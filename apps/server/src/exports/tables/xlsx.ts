/** Streaming XLSX writer: sheets with inline strings, deflated in chunks, with at most one page in memory. */
import { strToU8, Zip, ZipDeflate } from "fflate";
import type { Cell } from "./table.ts";

/** Rows per sheet. Excel's limit is 1,048,576 rows, including the heading. */
const rowsPerSheet = 1_000_000;
/** Maximum number of characters in a cell. */
const maxCellLength = 32_767;

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packaged = "http://schemas.openxmlformats.org/package/2006";

/** Removes control characters and lone surrogates, which XML does not allow. */
const xmlText = (text: string): string =>
  text
    .slice(0, maxCellLength)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");

/** Converts an instant to days since 1899-12-30 in Beijing time, because spreadsheets have no time zones. */
const serialOf = (at: Date): number => (at.getTime() + 8 * 3_600_000) / 86_400_000 + 25_569;

function cellXml(cell: Cell, style = ""): string {
  if (cell === null) return "<c/>";
  if (cell instanceof Date) return `<c s="2"><v>${serialOf(cell)}</v></c>`;
  if (typeof cell === "number") return `<c${style}><v>${cell}</v></c>`;
  return `<c${style} t="inlineStr"><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`;
}

const rowXml = (cells: readonly Cell[], style?: string): string =>
  `<row>${cells.map((cell) => cellXml(cell, style)).join("")}</row>`;

/** Returns the start of a sheet. The heading is bold and frozen. */
const sheetHead = (heading: readonly string[]): string =>
  `${xml}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${heading.length}" width="20" customWidth="1"/></cols><sheetData>${rowXml(heading, ' s="1"')}`;
/** Returns the end of a sheet, with a filter on each heading. */
const sheetEnd = (columns: number, rows: number): string =>
  `</sheetData><autoFilter ref="A1:${columnName(columns)}${rows + 1}"/></worksheet>`;

/** Returns the defined name of the filter. LibreOffice requires it; Excel writes it as well. */
const filterName = (title: string, sheet: number, columns: number, rows: number): string =>
  `<definedName name="_xlnm._FilterDatabase" localSheetId="${sheet - 1}" hidden="1">'${title}'!$A$1:$${columnName(columns)}$${rows + 1}</definedName>`;

/** Returns the letters of a column: A for 1, AA for 27. */
const columnName = (column: number): string =>
  column > 26
    ? columnName(Math.floor((column - 1) / 26)) + columnName(((column - 1) % 26) + 1)
    : String.fromCharCode("A".charCodeAt(0) + column - 1);

/** Returns a valid sheet name, with the number of the sheet when there are several. */
const sheetTitle = (name: string, number: number): string =>
  xmlText(
    name.replace(/[[\]:*?/\\']/g, " ").slice(0, 25) + (number === 1 ? "" : ` ${number}`),
  ).replaceAll('"', "&quot;");

const styles = `${xml}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Arial"/></font><font><b/><sz val="11"/><name val="Arial"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf fontId="0"/><xf fontId="1" applyFont="1"/><xf numFmtId="164" fontId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`;

/** Returns the parts that list the sheets. They are written last, when the number of sheets and rows is known. */
function workbookParts(
  name: string,
  columns: number,
  rowsOf: readonly number[],
): Readonly<Record<string, string>> {
  const sheets = rowsOf.length;
  const numbers = rowsOf.map((_, index) => index + 1);
  const each = (line: (number: number) => string): string => numbers.map(line).join("");
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  return {
    "xl/styles.xml": styles,
    "xl/workbook.xml": `${xml}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${each((number) => `<sheet name="${sheetTitle(name, number)}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets><definedNames>${rowsOf.map((rows, index) => filterName(sheetTitle(name, index + 1), index + 1, columns, rows)).join("")}</definedNames></workbook>`,
    "xl/_rels/workbook.xml.rels": `${xml}<Relationships xmlns="${packaged}/relationships">${each((number) => `<Relationship Id="rId${number}" Type="${relations}/worksheet" Target="worksheets/sheet${number}.xml"/>`)}<Relationship Id="rId${sheets + 1}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    "_rels/.rels": `${xml}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "[Content_Types].xml": `${xml}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>${each((number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${type}.worksheet+xml"/>`)}</Types>`,
  };
}

/** Yields the bytes of the file, once per page even when there are none yet. */
export async function* xlsxFile(
  heading: readonly string[],
  pages: AsyncIterable<readonly (readonly Cell[])[]>,
  sheetName: string,
  sheetRows = rowsPerSheet,
): AsyncGenerator<Uint8Array> {
  let made: Uint8Array[] = [];
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    made.push(bytes);
  });
  const take = (): Uint8Array => {
    const bytes = Buffer.concat(made);
    made = [];
    return bytes;
  };
  const begin = (path: string): ZipDeflate => {
    const part = new ZipDeflate(path, { level: 6 });
    zip.add(part);
    return part;
  };
  const rowsOf: number[] = [];
  const beginSheet = (): ZipDeflate => {
    const part = begin(`xl/worksheets/sheet${rowsOf.length + 1}.xml`);
    part.push(strToU8(sheetHead(heading)));
    return part;
  };
  let sheet = beginSheet();
  let inSheet = 0;
  const endSheet = (): void => {
    sheet.push(strToU8(sheetEnd(heading.length, inSheet)), true);
    rowsOf.push(inSheet);
    inSheet = 0;
  };
  for await (const rows of pages) {
    if (inSheet > 0 && inSheet + rows.length > sheetRows) {
      endSheet();
      sheet = beginSheet();
    }
    inSheet += rows.length;
    sheet.push(strToU8(rows.map((cells) => rowXml(cells)).join("")));
    yield take();
  }
  endSheet();
  for (const [path, text] of Object.entries(workbookParts(sheetName, heading.length, rowsOf)))
    begin(path).push(strToU8(text), true);
  zip.end();
  yield take();
}
