/** What one cell of a sheet of expected numbers says: a number, or a sum. */

export const sum = /^(合计|总计|共计|小计|总数|总人数|total|sum)|(合计|总计|小计)$/i;

export const isSum = (row: readonly string[]): boolean => row.some((cell) => sum.test(cell.replace(/\s/g, "")));

/** `40`, `４０`, `40人`, `1,040` and `40.0`; null: no whole number. */
export function numberOf(cell: string): number | null {
  const plain = cell.normalize("NFKC").replace(/[\s,]|人$/g, "");
  return /^\d+(\.0+)?$/.test(plain) ? Number(plain) : null;
}
