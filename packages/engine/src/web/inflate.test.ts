import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { inflate } from "./inflate.ts";

const text = Buffer.from("a label ".repeat(2000));
const maxBytes = 2 ** 20;

test("inflates a stream to its original, and ignores bytes after its end", () => {
  const deflated = deflateSync(text);
  expect(Buffer.from(inflate(deflated, maxBytes))).toEqual(text);
  expect(Buffer.from(inflate(Buffer.concat([deflated, Buffer.alloc(10_000)]), maxBytes))).toEqual(text);
});

test("returns nothing for a stream that is broken, empty or longer than the limit", () => {
  expect(inflate(Buffer.from("no stream at all"), maxBytes)).toHaveLength(0);
  expect(inflate(new Uint8Array(), maxBytes)).toHaveLength(0);
  expect(inflate(deflateSync(Buffer.alloc(4 * maxBytes)), maxBytes)).toHaveLength(0);
});
