import { expect, test } from "vitest";
import { processEachRow } from "./process-each-row.ts";

test("a row that throws is told of without its words and holds up no other; a database that is away ends it all", async () => {
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
