/** Reads the sheets of a workbook (XLSX): stored values, and the last value of formulas; nothing is computed. */
import { strFromU8, unzipSync } from "fflate";
import { SaxesParser } from "saxes";
import { maxColumns, maxRows, type ReadSheets, type Sheet, type SheetRow } from "./sheet.ts";

interface Walk {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

const withoutPrefix = (name: string): string => name.slice(name.indexOf(":") + 1);

/** Walks the tags of a part of a workbook, ignoring prefixes; throws an Error where the XML is broken. */
function walkXml(xml: string, { open, text, close }: Walk): void {
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on("error", (error) => {
    throw error;
  });
  if (open) parser.on("opentag", ({ name, attributes }) => open(withoutPrefix(name), attributes));
  if (text) {
    parser.on("text", text);
    parser.on("cdata", text);
  }
  if (close) parser.on("closetag", ({ name }) => close(withoutPrefix(name)));
  parser.write(xml).close();
}

/** Number of digits to which a number is zero-padded, or that it is a day; null: neither. */
type NumberFormat = { readonly digits: number } | "day" | null;

/** `AB12` is column 27. */
function columnOf(place: string): number {
  let column = 0;
  for (const letter of place.toUpperCase()) {
    if (letter < "A" || letter > "Z") break;
    column = column * 26 + letter.charCodeAt(0) - 64;
  }
  return column - 1;
}

const isBuiltInDay = (id: number): boolean =>
  (id >= 14 && id <= 22) ||
  (id >= 27 && id <= 36) ||
  (id >= 45 && id <= 47) ||
  (id >= 50 && id <= 58);

function formatOf(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) return isBuiltInDay(id) ? "day" : null;
  const plain = code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, "");
  if (/^0{2,30}(;|$)/.test(plain)) return { digits: plain.split(";")[0]?.length ?? 0 };
  return /[ymd]/i.test(plain) ? "day" : null;
}

/** The format of each style, in the order of the numbers by which cells name them. */
function formatsOf(styles: string): readonly NumberFormat[] {
  const codes = new Map<number, string>();
  const formats: NumberFormat[] = [];
  let isOfCells = false;
  walkXml(styles, {
    open: (name, { numFmtId, formatCode }) => {
      if (name === "numFmt" && formatCode !== undefined) codes.set(Number(numFmtId), formatCode);
      if (name === "cellXfs") isOfCells = true;
      if (name === "xf" && isOfCells)
        formats.push(formatOf(Number(numFmtId), codes.get(Number(numFmtId))));
    },
    close: (name) => {
      if (name === "cellXfs") isOfCells = false;
    },
  });
  return formats;
}

/** Spreadsheet programs store this many significant digits; any after them were not typed. */
const exactDigits = 15;
const dayMs = 86_400_000;
const firstDayMs = Date.UTC(1899, 11, 30);

function numberText(raw: string, format: NumberFormat): string {
  const value = Number(raw);
  if (!Number.isFinite(value)) return raw;
  if (format === "day" && value >= 1 && value < 2_958_466) {
    return new Date(firstDayMs + Math.floor(value) * dayMs).toISOString().slice(0, 10);
  }
  if (!Number.isInteger(value)) return String(value);
  if (Math.abs(value) >= 10 ** exactDigits) return value.toExponential(exactDigits - 1);
  const padded = String(value);
  return format !== null && format !== "day" ? padded.padStart(format.digits, "0") : padded;
}

/** Limit per unpacked part: a list of students has a few megabytes. */
const maxPartBytes = 150 * 1024 * 1024;
const maxSheets = 10;

interface SheetPlace {
  readonly name: string;
  readonly relation: string;
}

/** A file with any broken part is rejected completely. */
export function readXlsx(bytes: Uint8Array): ReadSheets {
  try {
    return readParts(bytes);
  } catch {
    return { fault: "broken" };
  }
}

class TooLargeError extends Error {}

function readParts(bytes: Uint8Array): ReadSheets {
  try {
    const part = partsOf(bytes);
    const workbook = part("xl/workbook.xml");
    if (workbook === null) return { fault: "no-sheet" };
    const targets = targetsOf(part("xl/_rels/workbook.xml.rels"));
    const shared = sharedStringsOf(part("xl/sharedStrings.xml"));
    const styles = part("xl/styles.xml");
    const formats = styles === null ? [] : formatsOf(styles);
    const sheets = placesOf(workbook)
      .slice(0, maxSheets)
      .flatMap(({ name, relation }) => {
        const xml = part(targets.get(relation) ?? "");
        return xml === null ? [] : [{ name, ...rowsOf(xml, shared, formats) }];
      })
      .filter(({ rows }) => rows.length > 0);
    return sheets.length === 0 ? { fault: "empty" } : { sheets };
  } catch (error) {
    if (error instanceof TooLargeError) return { fault: "too-large" };
    throw error;
  }
}

/** Unpacks one part at a time, and none that declares itself larger than a list can be; null: it is missing. */
function partsOf(bytes: Uint8Array): (name: string) => string | null {
  return (name) => {
    const parts = unzipSync(bytes, {
      filter: (file) => {
        if (file.name !== name) return false;
        if (file.originalSize > maxPartBytes) throw new TooLargeError();
        return true;
      },
    });
    const part = parts[name];
    return part === undefined ? null : strFromU8(part);
  };
}

/** The visible sheets, in order. */
function placesOf(workbook: string): readonly SheetPlace[] {
  const places: SheetPlace[] = [];
  walkXml(workbook, {
    open: (name, attributes) => {
      const relation =
        attributes["r:id"] ?? Object.entries(attributes).find(([key]) => key.endsWith(":id"))?.[1];
      if (
        name === "sheet" &&
        relation !== undefined &&
        (attributes.state ?? "visible") === "visible"
      )
        places.push({ name: attributes.name ?? "", relation });
    },
  });
  return places;
}

function targetsOf(relations: string | null): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  walkXml(relations ?? "<none/>", {
    open: (name, { Id, Target }) => {
      if (name !== "Relationship" || Id === undefined || Target === undefined) return;
      targets.set(
        Id,
        Target.startsWith("/") ? Target.slice(1) : `xl/${Target.replace(/^\.\//, "")}`,
      );
    },
  });
  return targets;
}

/** Phonetic text (`rPh`) is stored next to a string and is not part of it. */
function sharedStringsOf(xml: string | null): readonly string[] {
  const strings: string[] = [];
  let text = "";
  let isText = false;
  let isSpoken = false;
  walkXml(xml ?? "<none/>", {
    open: (name) => {
      if (name === "si") text = "";
      if (name === "rPh") isSpoken = true;
      isText = name === "t" && !isSpoken;
    },
    text: (piece) => {
      if (isText) text += piece;
    },
    close: (name) => {
      isText = false;
      if (name === "rPh") isSpoken = false;
      if (name === "si") strings.push(text);
    },
  });
  return strings;
}

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly format: NumberFormat;
  value: string;
  formula: string | null;
}

function rowsOf(
  xml: string,
  shared: readonly string[],
  formats: readonly NumberFormat[],
): Omit<Sheet, "name"> {
  const rows: SheetRow[] = [];
  let isCut = false;
  let line = 0;
  let cells: string[] = [];
  let cell: OpenCell | null = null;
  let inside = "";
  walkXml(xml, {
    open: (name, attributes) => {
      inside = name;
      if (name === "row") {
        line = Number(attributes.r ?? line + 1);
        cells = [];
      } else if (name === "c") {
        const { r, t = "n", s } = attributes;
        const column = r === undefined ? cells.length : columnOf(r);
        cell = { column, type: t, format: formats[Number(s)] ?? null, value: "", formula: null };
      } else if (name === "f" && cell) cell.formula = "";
    },
    text: (piece) => {
      if (!cell) return;
      if (inside === "v" || inside === "t") cell.value += piece;
      else if (inside === "f") cell.formula = (cell.formula ?? "") + piece;
    },
    close: (name) => {
      inside = "";
      if (name === "c" && cell) {
        if (cell.column < maxColumns) {
          while (cells.length < cell.column) cells.push("");
          cells[cell.column] = textOf(cell, shared);
        }
        cell = null;
      } else if (name === "row" && cells.some((text) => text !== "")) {
        if (rows.length < maxRows) rows.push({ line, cells });
        else isCut = true;
      }
    },
  });
  return { rows, isCut };
}

function textOf({ type, value, formula, format }: OpenCell, shared: readonly string[]): string {
  // A formula never computed by the program that wrote it.
  if (value === "") return formula === null ? "" : `=${formula}`;
  if (type === "s") return (shared[Number(value)] ?? "").trim();
  if (type === "n") return numberText(value, format);
  if (type === "b") return value === "1" ? "TRUE" : "FALSE";
  return value.trim();
}
