/** Reads the sheets of a chosen file, whose format is detected by content, not by name. */
import { readXlsx } from "./read-xlsx.ts";
import { maxColumns, maxFileBytes, maxRows, type ReadSheets } from "./sheet.ts";
import { splitText } from "./split-text.ts";

const begins = (bytes: Uint8Array, with_: readonly number[]): boolean =>
  with_.every((byte, at) => bytes[at] === byte);

const zip = [0x50, 0x4b];
/** Signature of Excel files until 2003, and of workbooks with a password. */
const oldExcel = [0xd0, 0xcf, 0x11, 0xe0];

export function readSheets(bytes: Uint8Array): ReadSheets {
  if (bytes.length > maxFileBytes) return { fault: "too-large" };
  if (bytes.length === 0) return { fault: "empty" };
  if (begins(bytes, oldExcel)) return { fault: "old-excel" };
  return begins(bytes, zip) ? readXlsx(bytes) : readCsv(bytes);
}

function readCsv(bytes: Uint8Array): ReadSheets {
  const text = decoded(bytes);
  if (text === null || text.includes("\0")) return { fault: "no-sheet" };
  // Many systems export a web page with a table under the name of an Excel file.
  if (/^\s*<(!doctype|html|table|meta|\?xml)/i.test(text)) return { fault: "web-page" };
  const rows = splitText(text)
    .map((cells, index) => ({ line: index + 1, cells: cells.slice(0, maxColumns) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
  if (rows.length === 0) return { fault: "empty" };
  return { sheets: [{ name: "", rows: rows.slice(0, maxRows), isCut: rows.length > maxRows }] };
}

/** Decodes UTF-8, otherwise GB 18030 as Chinese spreadsheets write it; null: not a text. */
function decoded(bytes: Uint8Array): string | null {
  if (begins(bytes, [0xff, 0xfe])) return new TextDecoder("utf-16le").decode(bytes);
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not valid in this encoding: the next one is tried.
    }
  }
  return null;
}
