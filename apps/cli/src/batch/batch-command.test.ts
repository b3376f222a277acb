import {
  appendFile,
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  watch,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  acceptablePhoto,
  endOf,
  photoWithoutFace,
  refusedPhoto,
  runGradphoto,
  startGradphoto,
} from "../testing/gradphoto.ts";
import { journalName, manifestCsv } from "./batch-command.ts";
import { nameOutputs } from "./list-photos.ts";
import { sha256Of } from "./process-photo.ts";
import { progressWords } from "./progress.ts";

let root = "";
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "gradphoto-batch-"));
});
afterAll(() => rm(root, { recursive: true }));

async function folderOf(
  name: string,
  photos: Readonly<Record<string, string>>,
): Promise<[photos: string, out: string]> {
  const folder = join(root, name);
  await mkdir(folder);
  for (const [file, source] of Object.entries(photos)) await copyFile(source, join(folder, file));
  return [folder, join(root, `${name}-out`)];
}

async function manifestOf(out: string): Promise<Record<string, string>[]> {
  const [head = [], ...rows] = (await readFile(join(out, "manifest.csv"), "utf8"))
    .trimEnd()
    .split("\r\n")
    .map((line) => line.split(","));
  return rows.map((cells) => Object.fromEntries(head.map((name, at) => [name, cells[at] ?? ""])));
}

const writtenAt = async (path: string): Promise<number> => (await stat(path)).mtimeMs;

test("a batch makes every acceptable photo, lists each result in the manifest, and redoes nothing", async () => {
  const [folder, out] = await folderOf("class", {
    "a.jpg": acceptablePhoto,
    "b.jpg": refusedPhoto,
    "C.JPG": photoWithoutFace,
  });
  await writeFile(join(folder, "broken.png"), "no pixels");
  await writeFile(join(folder, "list.txt"), "not a photo");
  const first = await runGradphoto(["batch", folder, "--out", out, "--jobs", "2"]);
  expect(first.code).toBe(2);
  expect(first.stdout).toMatch(/not accepted, not made +2\n/);
  expect(first.stdout).not.toContain("done before");
  const progress = first.stderr.trimEnd().split("\n");
  expect(progress).toHaveLength(4);
  expect(progress[0]).toMatch(/^1\/4 photos {2}[\d.]+ per second {2}about [\d.]+ (s|min) left$/);
  expect(progress[3]).toMatch(/^4\/4 photos {2}[\d.]+ per second$/);
  const rows = await manifestOf(out);
  expect(rows.map(({ file, verdict, output }) => [file, verdict, output])).toEqual([
    ["C.JPG", "refused", ""],
    ["a.jpg", "review", "a.jpg"],
    ["b.jpg", "refused", ""],
    ["broken.png", "unreadable", ""],
  ]);
  const made = await readFile(join(out, "a.jpg"));
  expect(rows[1]).toMatchObject({
    sha256: sha256Of(made),
    bytes: `${made.length}`,
    spec: "chsi-blue",
  });
  expect(rows[2]?.failing?.split(" ")).toContain("headwear");

  const previous = await writtenAt(join(out, "a.jpg"));
  const second = await runGradphoto(["batch", folder, "--out", out]);
  expect(second.stdout).toMatch(/of these done before +4\n/);
  expect(await writtenAt(join(out, "a.jpg"))).toBe(previous);
  expect(await manifestOf(out)).toEqual(rows);
});

test("a changed source, another spec or a lost result is made again, and a photo no longer accepted is removed", async () => {
  const [folder, out] = await folderOf("changes", {
    "a.jpg": acceptablePhoto,
    "b.jpg": acceptablePhoto,
  });
  const batch = ["batch", folder, "--out", out, "--jobs", "1"];
  expect((await runGradphoto(batch)).code).toBe(0);
  await copyFile(refusedPhoto, join(folder, "a.jpg"));
  await rm(join(out, "b.jpg"));
  const repeated = await runGradphoto(batch);
  expect(repeated.code).toBe(2);
  expect(repeated.stdout).not.toContain("done before");
  expect((await readdir(out)).sort()).toEqual([journalName, "b.jpg", "manifest.csv"]);
  const blue = await readFile(join(out, "b.jpg"));
  await runGradphoto([...batch, "--spec", "chsi-white"]);
  expect((await readFile(join(out, "b.jpg"))).equals(blue)).toBe(false);
});

test("a killed batch continues where it stopped, and every result is complete", async () => {
  const names = Array.from({ length: 5 }, (_, at) => `photo-${at}.jpg`);
  const [folder, out] = await folderOf(
    "killed",
    Object.fromEntries(names.map((name) => [name, acceptablePhoto])),
  );
  await mkdir(out);
  const batch = ["batch", folder, "--out", out, "--jobs", "1"];
  const journal = join(out, journalName);
  const child = startGradphoto(batch);
  const ended = endOf(child);
  for await (const _ of watch(out)) {
    const lines = await readFile(journal, "utf8").catch(() => "");
    if (lines.split("\n").length > 2) break;
  }
  child.kill("SIGKILL");
  expect((await ended).code).toBeNull();
  const alreadyDone = (await readFile(journal, "utf8")).split("\n").length - 1;
  expect(alreadyDone).toBeLessThan(names.length);
  const firstWritten = await writtenAt(join(out, "photo-0.jpg"));
  await appendFile(journal, '{"file":"photo-4.jpg","sourceSha');
  await writeFile(join(out, ".photo-4.jpg.00000000-0000-0000-0000-000000000000.tmp"), "half");

  const resumed = await runGradphoto(batch);
  expect(resumed.code).toBe(0);
  expect(resumed.stdout).toMatch(new RegExp(`of these done before +${alreadyDone}$`, "m"));
  expect(await writtenAt(join(out, "photo-0.jpg"))).toBe(firstWritten);
  expect((await readdir(out)).sort()).toEqual([journalName, "manifest.csv", ...names]);
  for (const { output, sha256 } of await manifestOf(out)) {
    expect(sha256Of(await readFile(join(out, output ?? "")))).toBe(sha256);
  }
});

test("an unreadable or empty folder is unreadable input, and the photo folder cannot be the output folder", async () => {
  const [folder, out] = await folderOf("empty", {});
  for (const missing of [join(root, "nowhere"), folder]) {
    expect(await runGradphoto(["batch", missing, "--out", out])).toMatchObject({
      code: 3,
      stdout: "",
    });
  }
  await copyFile(acceptablePhoto, join(folder, "a.jpg"));
  expect(await runGradphoto(["batch", folder, "--out", folder])).toMatchObject({
    code: 64,
    stdout: "",
  });
  expect(await runGradphoto(["batch", folder])).toMatchObject({ code: 64, stdout: "" });
  const deep = await runGradphoto(["batch", folder, "--out", join(root, "no", "such", "place")]);
  expect(deep).toMatchObject({ code: 64, stdout: "" });
  expect(deep.stderr).toContain(`There is no folder ${join(root, "no", "such")}`);
  expect(await readdir(root)).not.toContain("no");
});

test("no two photos have the same output name, even on disks that ignore case", () => {
  const outputs = nameOutputs(["a.jpg", "A.png", "b.heic", "c.jpg", "c.webp", "c.webp.jpg"]).map(
    ({ output }) => output,
  );
  expect(outputs).toEqual([
    "a.jpg.jpg",
    "A.png.jpg",
    "b.jpg",
    "c.jpg.jpg",
    "c.webp.jpg",
    "c.webp.jpg.jpg",
  ]);
  expect(new Set(outputs.map((name) => name.toLowerCase())).size).toBe(outputs.length);
});

test("names with commas, quotes and line breaks stay in one cell", () => {
  const csv = manifestCsv([
    { how: "broken", file: 'Li, "Lily"\n.jpg', reason: { zh: "", en: "" }, unwritten: false },
  ]);
  expect(csv).toContain('"Li, ""Lily""\n.jpg",broken,');
});

test("before the first finished item there is neither rate nor remaining time", () => {
  expect(progressWords(0, 8, 0, "en")).toBe("0/8 photos");
  expect(progressWords(1, 8, 0, "zh")).toBe("1/8 张");
});

test("rate and remaining time are computed from the finished items", () => {
  expect(progressWords(10, 40, 20_000, "en")).toBe("10/40 photos  0.5 per second  about 60 s left");
  expect(progressWords(10, 40, 20_000, "zh")).toBe("10/40 张  0.5 张/秒  剩余约 60 秒");
  expect(progressWords(10, 1210, 10_000, "en")).toContain("about 20 min left");
  expect(progressWords(10, 36_010, 10_000, "en")).toContain("about 10.0 h left");
});

test("at the end no time remains, and less than a second is rounded up to 1 s", () => {
  expect(progressWords(8, 8, 4000, "en")).toBe("8/8 photos  2.0 per second");
  expect(progressWords(7, 8, 70, "en")).toContain("about 1 s left");
});
