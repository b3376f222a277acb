import { expect, test } from "vitest";
import { processEachRow } from "./process-each-row.ts";

test("a failing row is logged without its message and skipped; an unavailable database ends the run", async () => {
  const warned: object[] = [];
  const work = async (row: number): Promise<boolean> => {
    if (row === 2) throw new Error("secret");
    return row !== 3;
  };
  expect(await processEachRow([1, 2, 3, 4], work, (fields) => void warned.push(fields))).toBe(2);
  expect(warned).toMatchObject([{ fault: "Error" }]);
  expect(JSON.stringify(warned)).not.toContain("secret");
  const away = Object.assign(new Error("away"), { code: "ECONNREFUSED" });
  await expect(
    processEachRow(
      [1, 2],
      () => Promise.reject(away),
      () => {},
    ),
  ).rejects.toBe(away);
});
