import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jpegFactsOf, stampDensity } from "@gradphoto/engine";
import { createSharpCodec } from "@gradphoto/engine/decoder";
import { afterAll, beforeAll, expect, test } from "vitest";
import { folderOfFaces, refusedPhoto, runGradphoto } from "../testing/gradphoto.ts";
import { writeAtomically } from "../write-atomically.ts";

const codec = createSharpCodec({ heic: false });
let folder = "";
let photo = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gradphoto-sheet-"));
  photo = join(folder, "photo.jpg");
  await writeAtomically(photo, await finishedPhoto(480, 640, 300));
});
afterAll(() => rm(folder, { recursive: true }));

async function finishedPhoto(width: number, height: number, dpi: number): Promise<Uint8Array> {
  const data = new Uint8Array(3 * width * height).fill(40);
  return stampDensity(
    await codec.encodeJpeg({ width, height, data }, { quality: 90, chroma: "4:4:4" }),
    dpi,
  );
}

/**
 * Reads size and density of a sheet, and the longest dark run along the row and the column of its first dark pixel.
 */
async function measured(path: string) {
  const bytes = await readFile(path);
  const header = await codec.inspect(bytes);
  if (!header.ok) throw new Error(`${path} cannot be read`);
  const decoded = await codec.decode(bytes, header.value, Number.POSITIVE_INFINITY);
  if (!decoded.ok) throw new Error(`${path} cannot be decoded`);
  const { width, height, data } = decoded.value;
  const dark = (x: number, y: number): boolean =>
    x < width && y < height && data[3 * (y * width + x)]! < 90;
  const first = Array.from({ length: width * height }, (_, at) => at).find((at) =>
    dark(at % width, Math.floor(at / width)),
  );
  const [left, top] = [(first ?? 0) % width, Math.floor((first ?? 0) / width)];
  let [across, down] = [0, 0];
  while (dark(left + across, top + 5)) across++;
  while (dark(left + 5, top + down)) down++;
  return { size: [width, height], dpi: jpegFactsOf(bytes)?.dpi ?? null, copy: [across, down] };
}

test.each([
  ["6in", [1795, 1205], [640, 480], 4],
  ["5in", [1500, 1051], [640, 480], 4],
  ["A4", [2480, 3508], [480, 640], 25],
])(
  "a sheet of %s has its size and density, and copies at their own size",
  async (paper, size, copy, copies) => {
    const out = join(folder, `${paper}.jpg`);
    const ran = await runGradphoto(["sheet", photo, "--paper", paper, "--out", out]);
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(ran.stdout).toContain(`${copies} copies on ${paper}, 40.6 × 54.2 mm each`);
    expect(await measured(out)).toEqual({ size, dpi: 300, copy });
  },
);

test.each([
  ["1in", [413, 295], 16, "25.0 × 35.0"],
  ["2in", [413, 579], 8, "35.0 × 49.0"],
])("copies of %s have the size that photo shops cut", async (size, copy, copies, mm) => {
  const out = join(folder, `${size}.jpg`);
  const ran = await runGradphoto(["sheet", photo, "--size", size, "--out", out]);
  expect(ran.stdout).toContain(`${copies} copies on 6in, ${mm} mm each`);
  expect((await measured(out)).copy).toEqual(copy);
});

test("a photo of another density is printed at its own size in millimetres", async () => {
  const other = join(folder, "id-card.jpg");
  await writeAtomically(other, await finishedPhoto(358, 441, 350));
  const ran = await runGradphoto(["sheet", other]);
  expect(ran.stdout).toContain("26.0 × 32.0 mm each");
  expect((await measured(join(folder, "id-card-6in.jpg"))).copy.sort()).toEqual([307, 378]);
});

test("a file that is not a finished photo, or is too large for the paper, is refused with advice", async () => {
  expect(await runGradphoto(["sheet", folderOfFaces])).toMatchObject({ code: 3, stdout: "" });
  const unmarked = await runGradphoto(["sheet", refusedPhoto, "--out", join(folder, "no.jpg")]);
  expect(unmarked).toMatchObject({ code: 3, stdout: "" });
  expect(unmarked.stderr).toContain("gradphoto standardize");
  const poster = join(folder, "poster.jpg");
  await writeAtomically(poster, await finishedPhoto(480, 640, 72));
  expect(await runGradphoto(["sheet", poster, "--paper", "5in"])).toMatchObject({
    code: 2,
    stdout: "",
  });
});

test("an unknown paper size or an invalid --out is wrong usage", async () => {
  for (const out of [join(folder, "sheet.pdf"), join(folder, "nowhere", "sheet.jpg")]) {
    expect(await runGradphoto(["sheet", photo, "--out", out])).toMatchObject({
      code: 64,
      stdout: "",
    });
  }
  expect(await runGradphoto(["sheet", photo, "--paper", "7in"])).toMatchObject({
    code: 64,
    stdout: "",
  });
  expect(await runGradphoto(["sheet", photo, "--out", photo])).toMatchObject({
    code: 64,
    stdout: "",
  });
});
