/** Splits pasted text or a CSV file into rows and cells. */

const byteOrderMark = "\ufeff";
const comma = ",";

/** A quoted cell may contain line ends, and doubled quotes. One that is never closed ends with the text. */
export function splitText(text: string): string[][] {
  const plain = text.startsWith(byteOrderMark) ? text.slice(1) : text;
  const between = separatorOf(plain);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let isQuoted = false;
  let at = 0;
  const endCell = (): void => {
    row.push(cell.trim());
    cell = "";
  };
  const endRow = (): void => {
    endCell();
    rows.push(row);
    row = [];
  };
  while (at < plain.length) {
    const letter = plain.charAt(at);
    if (isQuoted) {
      if (letter !== '"') cell += letter;
      else if (plain.charAt(at + 1) === '"') {
        cell += '"';
        at++;
      } else isQuoted = false;
    } else if (letter === '"' && cell.trim() === "") {
      isQuoted = true;
      cell = "";
    } else if (letter === between) endCell();
    else if (letter === "\n" || letter === "\r") {
      if (letter === "\r" && plain.charAt(at + 1) === "\n") at++;
      endRow();
    } else cell += letter;
    at++;
  }
  if (cell !== "" || row.length > 0) endRow();
  return rows;
}

/**
 * The most frequent separator of the first line that has any: pasted text has tabs, files have commas or, in some
 * countries, semicolons.
 */
function separatorOf(text: string): string {
  for (const line of text.split(/[\r\n]+/, 20)) {
    const counted = ["\t", comma, ";", "，"].map((mark) => ({
      mark,
      count: line.split(mark).length,
    }));
    const [most] = counted.sort((one, other) => other.count - one.count);
    if (most && most.count > 1) return most.mark;
  }
  return comma;
}
