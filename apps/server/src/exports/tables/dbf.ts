/** A table in dBase III format, encoded in GBK, for academic systems that cannot read spreadsheets. */
import iconv from "iconv-lite";

/** Windows code page 936, the GBK of dBase files. The repertoire of TextDecoder's GBK depends on the ICU version. */
const codePage = "cp936";
/** Conventional replacement for a missing glyph. */
const missing = iconv.encode("〓", codePage);

function bytesOf(letter: string): Buffer {
  const bytes = iconv.encode(letter, codePage);
  return iconv.decode(bytes, codePage) === letter ? bytes : missing;
}

/** Encodes the text, truncated between characters to at most `maxBytes`. Control characters become spaces. */
export function gbkBytes(text: string, maxBytes: number): Buffer {
  let bytes = Buffer.alloc(0);
  for (const letter of text.replace(/\p{Cc}/gu, " ")) {
    const next = Buffer.concat([bytes, bytesOf(letter)]);
    if (next.length > maxBytes) break;
    bytes = next;
  }
  return bytes;
}

export interface DbfField {
  /** Name of at most ten Latin letters and digits. */
  readonly name: string;
  /** Width in bytes, 1 to 254; a Chinese character takes two. */
  readonly width: number;
}

const headBytes = 32;
/** File type: dBase III without memos. */
const version = 0x03;
/** The language driver of code page 936. */
const chinese = 0x4d;
const endOfFields = 0x0d;
const endOfFile = 0x1a;
/** Record flag: not deleted. */
const valid = " ";

function headOf(fields: readonly DbfField[], rows: number, made: Date): Buffer {
  const local = new Date(made.getTime() + 8 * 3_600_000);
  const head = Buffer.alloc(headBytes * (fields.length + 1) + 1);
  head.writeUInt8(version, 0);
  head.writeUInt8(local.getUTCFullYear() % 100, 1);
  head.writeUInt8(local.getUTCMonth() + 1, 2);
  head.writeUInt8(local.getUTCDate(), 3);
  head.writeUInt32LE(rows, 4);
  head.writeUInt16LE(head.length, 8);
  head.writeUInt16LE(
    fields.reduce((sum, { width }) => sum + width, valid.length),
    10,
  );
  head.writeUInt8(chinese, 29);
  for (const [index, { name, width }] of fields.entries()) {
    const at = headBytes * (index + 1);
    head.write(name, at, 10, "latin1");
    head.write("C", at + 11, "latin1");
    head.writeUInt8(width, at + 16);
  }
  head.writeUInt8(endOfFields, head.length - 1);
  return head;
}

/** Yields the header, then one chunk per page. `rows` must equal the number of rows on all pages. */
export async function* dbfFile(
  fields: readonly DbfField[],
  { rows, made }: { readonly rows: number; readonly made: Date },
  pages: AsyncIterable<readonly (readonly string[])[]>,
): AsyncGenerator<Uint8Array> {
  yield headOf(fields, rows, made);
  for await (const page of pages) yield Buffer.concat(page.map((cells) => recordOf(fields, cells)));
  yield Buffer.from([endOfFile]);
}

function recordOf(fields: readonly DbfField[], cells: readonly string[]): Buffer {
  const record = Buffer.alloc(
    fields.reduce((sum, { width }) => sum + width, valid.length),
    " ",
  );
  let at = valid.length;
  for (const [index, { width }] of fields.entries()) {
    gbkBytes(cells[index] ?? "", width).copy(record, at);
    at += width;
  }
  return record;
}
