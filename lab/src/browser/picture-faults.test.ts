/** The pictures of the README are what `npm run lab -- pictures` wrote, and the words on them are still the product's. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import sharp from "sharp";
import { expect, test } from "vitest";
import { z } from "zod";
import { deviationIn, minDeviation } from "./picture-faults.ts";

const folder = new URL("../../../docs/pictures/", import.meta.url);
const root = new URL("../../../", import.meta.url);
const area = z.tuple([z.int(), z.int(), z.int(), z.int()]);
const described = z
  .record(
    z.string(),
    z.object({
      widthPx: z.int(),
      heightPx: z.int(),
      photos: z.array(area),
      texts: z.array(z.string()),
    }),
  )
  .parse(JSON.parse(readFileSync(new URL("texts.json", folder), "utf8")));
const maxBytes = 150_000;
const maxMovingBytes = 1_500_000;
/** The picture that a shared link shows. */
const socialPicture = new URL("../../../apps/student/src/social.png", import.meta.url);

const places = [
  "apps/console/src",
  "apps/student/src",
  "apps/server/src",
  "apps/dev/src",
  "packages/domain/src",
];
const words = execFileSync("git", ["ls-files", ...places], { cwd: root, encoding: "utf8" })
  .trim()
  .split("\n")
  .filter((path) => /(?<!\.test)\.tsx?$/.test(path))
  .map((path) => readFileSync(new URL(path, root), "utf8"))
  .join("\n");

/** A line on the screen may be put together from several texts. */
const parts = (text: string): readonly string[] =>
  text.split(/[\s·：:，。、（）/…]+/).filter((part) => part.length >= 2);

/** A button may join two texts without a space, such as 导出 and what it exports. */
const isInSources = (part: string): boolean =>
  words.includes(part) ||
  [...part].some(
    (_, at) => at >= 2 && words.includes(part.slice(0, at)) && words.includes(part.slice(at)),
  );

test("each picture has its described size, is small, and is in the README", async () => {
  const readme = readFileSync(new URL("README.md", root), "utf8");
  const pictures = readdirSync(folder).filter((name) => name.endsWith(".webp"));
  expect(pictures.sort()).toEqual(
    Object.keys(described)
      .map((name) => `${name}.webp`)
      .sort(),
  );
  for (const name of pictures) {
    const {
      width,
      height,
      pages = 1,
    } = await sharp(readFileSync(new URL(name, folder))).metadata();
    const { widthPx, heightPx } = described[name.replace(".webp", "")] ?? {};
    expect([width, height], name).toEqual([widthPx, heightPx]);
    expect(statSync(new URL(name, folder)).size, name).toBeLessThan(
      pages > 1 ? maxMovingBytes : maxBytes,
    );
    expect(readme, name).toContain(`docs/pictures/${name}`);
  }
});

test("each photo in a picture is visible, so none is one even colour", async () => {
  for (const [name, { photos }] of Object.entries(described)) {
    const file = readFileSync(new URL(`${name}.webp`, folder));
    for (const photo of photos)
      expect(await deviationIn(file, photo), `${name} ${photo}`).toBeGreaterThan(minDeviation);
  }
  expect(described.result?.photos.length).toBeGreaterThan(0);
});

test("the picture of a shared link has the size that messengers ask for", async () => {
  const { width, height, format } = await sharp(readFileSync(socialPicture)).metadata();
  expect([width, height, format]).toEqual([1200, 630, "png"]);
  expect(statSync(socialPicture).size).toBeLessThan(2 * maxBytes);
});

test.each(Object.entries(described))(
  "the words on %s are in the sources; otherwise make the pictures again",
  (_, { texts }) => {
    expect(texts.flatMap(parts).filter((part) => !isInSources(part))).toEqual([]);
  },
);
