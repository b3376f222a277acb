/** Builds workbooks for tests from the XML of their parts. */
import { strToU8, zipSync } from "fflate";

const head = '<?xml version="1.0" encoding="UTF-8"?>';
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

interface SheetParts {
  readonly name?: string;
  readonly state?: string;
  /** Content of `sheetData`. */
  readonly rows: string;
}

interface Parts {
  readonly sheets: readonly SheetParts[];
  readonly shared?: readonly string[];
  /** Number format codes, for the styles 1, 2 … */
  readonly formats?: readonly string[];
}

export function workbook({ sheets, shared = [], formats = [] }: Parts): Uint8Array {
  const places = sheets.map(
    ({ name = "Sheet1", state }, at) =>
      `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"${state ? ` state="${state}"` : ""}/>`,
  );
  const targets = sheets.map(
    (_, at) => `<Relationship Id="rId${at + 1}" Type="t" Target="worksheets/s${at + 1}.xml"/>`,
  );
  const codes = formats
    .map((code, at) => `<numFmt numFmtId="${at + 200}" formatCode="${code}"/>`)
    .join("");
  const styles = formats.map((_, at) => `<xf numFmtId="${at + 200}"/>`).join("");
  const parts: Record<string, string> = {
    "[Content_Types].xml": `${head}<Types/>`,
    "xl/workbook.xml": `${head}<workbook ${main} xmlns:r="${relations}"><sheets>${places.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${head}<Relationships>${targets.join("")}</Relationships>`,
    "xl/sharedStrings.xml": `${head}<sst ${main}>${shared.map((text) => `<si>${text}</si>`).join("")}</sst>`,
    "xl/styles.xml": `${head}<styleSheet ${main}><numFmts>${codes}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${styles}</cellXfs></styleSheet>`,
  };
  for (const [at, { rows }] of sheets.entries())
    parts[`xl/worksheets/s${at + 1}.xml`] =
      `${head}<worksheet ${main}><sheetData>${rows}</sheetData></worksheet>`;
  return zipSync(
    Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])),
  );
}

/** A row of inline texts. */
export const textRow = (line: number, cells: readonly string[]): string =>
  `<row r="${line}">${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join("")}</row>`;
