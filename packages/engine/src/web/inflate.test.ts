import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { inflate } from "./inflate.ts";

const text = Buffer.from("a label ".repeat(2000));
const most = 2 ** 20;

test("a stream comes out as it went in, whatever stands behind its end", () => {
  const deflated = deflateSync(text);
  expect(Buffer.from(inflate(deflated, most))).toEqual(text);
  expect(Buffer.from(inflate(Buffer.concat([deflated, Buffer.alloc(10_000)]), most))).toEqual(text);
});

test("what is broken, cut short to nothing or longer than may be kept comes out empty", () => {
  expect(inflate(Buffer.from("no stream at all"), most)).toHaveLength(0);
  expect(inflate(new Uint8Array(), most)).toHaveLength(0);
  expect(inflate(deflateSync(Buffer.alloc(4 * most)), most)).toHaveLength(0);
});
