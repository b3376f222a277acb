import { expect, test } from "vitest";
import {
  declaredSize,
  gridOf,
  heicOf,
  itemEntry,
  itemReference,
  type TestItem,
  tileItem,
} from "../testing/heic-file.ts";
import { sequenceParameterSet } from "../testing/hevc-picture.ts";
import { heifBox, u32 } from "../testing/image-files.ts";
import { readHeader } from "./read-header.ts";

const times = (count: number, id: number): number[] => Array.from({ length: count }, () => id);
const grid = (
  rows: number,
  columns: number,
  output: [number, number],
  from: readonly number[],
): TestItem => ({
  type: "grid",
  bytes: gridOf(rows, columns, ...output),
  from,
});
/** Size that an iPhone declares for 24 megapixels. */
const phone = declaredSize(5712, 4284);
const bigSps = sequenceParameterSet({ width: 16_000, height: 16_000 });
const inBand = Buffer.concat([u32(bigSps.length), bigSps]);

function alphaOf(item: number, side = 16_000): TestItem {
  const type = heifBox("auxC", Buffer.from("\0\0\0\0urn:mpeg:hevc:2015:auxid:1\0"));
  const tile = tileItem(side);
  return { ...tile, auxiliaryTo: item, properties: [...(tile.properties ?? []), type] };
}

const bombs: readonly [string, Buffer][] = [
  [
    "a grid of sixteen tiles of 4000 pixels that declares 24 megapixels",
    heicOf([tileItem(4000), { ...grid(4, 4, [5712, 4284], times(16, 1)), properties: [phone] }], 2),
  ],
  [
    "a grid whose own output is larger than it declares",
    heicOf(
      [tileItem(512), { ...grid(9, 12, [16_000, 16_000], times(108, 1)), properties: [phone] }],
      2,
    ),
  ],
  [
    "a tile whose frame is larger than it declares",
    heicOf(
      [
        tileItem(512, { sps: bigSps }),
        { ...grid(1, 1, [512, 512], [1]), properties: [declaredSize(512, 512)] },
      ],
      2,
    ),
  ],
  ["a frame that tells its size between its slices", heicOf([tileItem(512, { inBand })], 1)],
  ["a large alpha channel", heicOf([alphaOf(2), tileItem(512)], 2)],
  [
    "a large alpha channel of a tile",
    heicOf(
      [
        tileItem(512),
        { ...grid(1, 1, [512, 512], [1]), properties: [declaredSize(512, 512)] },
        alphaOf(1),
      ],
      2,
    ),
  ],
  [
    "an identity of a large picture",
    heicOf([tileItem(16_000), { type: "iden", from: [1], properties: [phone] }], 2),
  ],
  [
    "a second size beside the first",
    heicOf(
      [{ ...tileItem(512), properties: [declaredSize(512, 512), declaredSize(16_000, 16_000)] }],
      1,
    ),
  ],
];

test.each(bombs)("refuses %s from its boxes, before decoding", (_, bytes) => {
  const seen = readHeader(bytes, { heic: true });
  expect(seen).toMatchObject({ ok: false, problem: { code: "too-many-pixels" } });
  expect(seen.ok ? 0 : "megapixels" in seen.problem && seen.problem.megapixels).toBeGreaterThan(
    200,
  );
});

/** Empty parameter sets, of a kind that does not contain the size. */
const manyUnits = heifBox(
  "hvcC",
  Buffer.concat([
    Buffer.alloc(22),
    Buffer.from([1, 32]),
    Buffer.from([0xff, 0xff]),
    Buffer.alloc(2 * 0xffff),
  ]),
);

const alphaGrid: TestItem = {
  ...grid(1, 1, [512, 512], [2]),
  properties: (alphaOf(1, 512).properties ?? []).filter((box) => !box.includes("hvcC")),
};

const small = tileItem(512);
const large = tileItem(16_000);
const identity: TestItem = { type: "iden", from: [1], properties: [declaredSize(512, 512)] };
/** Files of a small picture for a reader of the last entry, and of a large one for a reader of the first. */
const repeated: readonly [string, Buffer][] = [
  [
    "a derived picture whose sources are given twice",
    heicOf([large, small, identity], 3, { references: [itemReference("dimg", 3, [2])] }),
  ],
  [
    "an alpha channel whose pictures are given twice",
    heicOf([small, small, alphaOf(1)], 1, { references: [itemReference("auxl", 3, [2])] }),
  ],
  [
    "an item whose type is given twice",
    heicOf([large, { ...small, type: "iden", from: [1] }], 2, { entries: [itemEntry(2, "hvc1")] }),
  ],
];

const nested = grid(1, 2, [1024, 512], times(2, 2));
test.each([
  [
    "a grid of grids",
    heicOf([tileItem(512), grid(1, 1, [512, 512], [1]), { ...nested, properties: [phone] }], 3),
  ],
  ["an overlay", heicOf([tileItem(512), { type: "iovl", from: [1], properties: [phone] }], 2)],
  [
    "a grid that lacks tiles",
    heicOf([tileItem(512), { ...grid(4, 4, [2048, 2048], [1]), properties: [phone] }], 2),
  ],
  [
    "a picture derived from itself",
    heicOf([tileItem(512), { type: "iden", from: [2], properties: [phone] }], 2),
  ],
  [
    "a configuration of sixty thousand parameter sets",
    heicOf([{ ...tileItem(512), properties: [manyUnits, phone] }], 1),
  ],
  ...repeated,
  ["an alpha channel of an alpha channel", heicOf([tileItem(512), alphaOf(1, 512), alphaOf(2)], 1)],
  [
    "an alpha channel of a tile of an alpha channel",
    heicOf([small, small, { ...alphaGrid, auxiliaryTo: 1 }, alphaOf(2)], 1),
  ],
  [
    "a picture that grows when shown",
    heicOf([{ ...tileItem(512), properties: [heifBox("iscl"), phone] }], 1),
  ],
  [
    "two thousand items",
    heicOf(
      Array.from({ length: 2000 }, () => tileItem(16)),
      1,
    ),
  ],
])("refuses %s as broken, as no phone writes it", (_, bytes) => {
  expect(readHeader(bytes, { heic: true })).toMatchObject({
    ok: false,
    problem: { code: "file-broken" },
  });
});

test("accepts a phone's 48-megapixel picture in tiles", () => {
  const tiles = Array.from({ length: 192 }, () => tileItem(512));
  const from = tiles.map((_, i) => i + 1);
  const complete = { ...grid(12, 16, [8064, 6048], from), properties: [declaredSize(8064, 6048)] };
  expect(readHeader(heicOf([...tiles, complete], 193), { heic: true })).toMatchObject({
    ok: true,
    value: { format: "heic", width: 8064, height: 6048 },
  });
});

test.each([
  ["a large picture", [tileItem(512), tileItem(16_000)]],
  ["an overlay", [tileItem(512), { type: "iovl", from: [1], properties: [phone] }]],
  ["a picture of an unknown coding", [tileItem(512), { type: "lhv1", properties: [phone] }]],
  ["a large gain map", [tileItem(512), { ...tileItem(16_000), auxiliaryTo: 1 }]],
])("accepts %s next to the primary picture, because it is not decoded", (_, items) => {
  expect(readHeader(heicOf(items, 1), { heic: true })).toMatchObject({
    ok: true,
    value: { width: 512, height: 512 },
  });
});
