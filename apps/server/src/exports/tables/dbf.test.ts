import { expect, test } from "vitest";
import { dbfFile, gbkBytes } from "./dbf.ts";

async function* pagesOf(...pages: string[][][]) {
  yield* pages;
}

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

const fields = [
  { name: "XH", width: 12 },
  { name: "XM", width: 8 },
];
const made = new Date("2027-03-01T20:00:00Z");

test("a DBF is a dBase III file in GBK, dated in Beijing time, with its fields, records and end marker", async () => {
  const file = await bytesOf(
    dbfFile(fields, { rows: 2, made }, pagesOf([["2023000001", "测试甲"]], [["2", ""]])),
  );
  expect([...file.subarray(0, 4)]).toEqual([3, 27, 3, 2]);
  expect(file.readUInt32LE(4)).toBe(2);
  expect(file.readUInt16LE(8)).toBe(32 + 2 * 32 + 1);
  expect(file.readUInt16LE(10)).toBe(1 + 12 + 8);
  expect(file.readUInt8(29)).toBe(0x4d);
  expect(file.toString("latin1", 32, 34)).toBe("XH");
  expect([file.toString("latin1", 43, 44), file.readUInt8(48)]).toEqual(["C", 12]);
  expect(file.readUInt8(96)).toBe(0x0d);
  const records = new TextDecoder("gbk").decode(file.subarray(97, -1));
  expect(records).toBe(" 2023000001  测试甲   2                   ");
  expect(file.at(-1)).toBe(0x1a);
});

test("characters of GBK are encoded without loss", () => {
  for (const text of ["学号姓名", "龘靐齉", "·—…、。", "ⅠαЯ", "珺璟翀彧"])
    expect(new TextDecoder("gbk").decode(gbkBytes(text, 254))).toBe(text);
});

test("a character outside code page 936 is replaced by a mark, even if the platform's GBK has it", () => {
  expect(new TextDecoder("gbk").decode(gbkBytes("张𠮷㐂䶮㭎é王", 254))).toBe("张〓〓〓〓é王");
  expect(gbkBytes("䶮", 254).toString("hex")).toBe("a1fe");
  expect(new TextDecoder("gbk").decode(gbkBytes("a\tb\r\nc", 254))).toBe("a b  c");
});

test("a value that is too long is truncated between characters", () => {
  expect(new TextDecoder("gbk").decode(gbkBytes("a测试", 4))).toBe("a测");
});
