import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { photosFolder } from "../../../packages/engine/src/testing/photos.ts";
import type { Evaluation } from "../eval/evaluation.ts";

const lab = fileURLToPath(new URL("../lab.ts", import.meta.url));
const acceptablePhoto = createRequire(import.meta.url).resolve(
  "material-kit/assets/img/faces/marc.jpg",
);

/** Runs the command in a process of its own. */
const runEval = (
  ...args: readonly string[]
): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((done) => {
    const child = execFile(
      process.execPath,
      [lab, "eval", ...args],
      { maxBuffer: 2 ** 26 },
      (_, stdout, stderr) => done({ code: child.exitCode ?? 1, stdout, stderr }),
    );
  });

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gradphoto-eval-"));
});
afterAll(() => rm(folder, { recursive: true }));

const facts = { apparent: "man, 20s" };

test("scores labelled photos and names unreadable files", async () => {
  const labelled = join(folder, "labelled");
  await mkdir(labelled);
  await writeFile(join(labelled, "notes.jpg"), "these are notes, not pixels");
  await writeFile(
    join(labelled, "index.json"),
    JSON.stringify([
      { file: "notes.jpg", expected: ["file-type"], debatable: [], facts },
      { file: "nowhere.jpg", expected: "pass", debatable: [], facts },
    ]),
  );
  const ran = await runEval(labelled, "--json", "--jobs", "1");
  expect(ran.code).toBe(0);
  const evaluation: Evaluation = JSON.parse(ran.stdout);
  expect(evaluation.totals).toMatchObject({
    photos: 2,
    detectedReasons: { count: 1, of: 1 },
    badRefused: 1,
    goodRefused: { count: 0, of: 1 },
  });
  expect(evaluation.unreadable.map(({ file }) => file)).toEqual(["notes.jpg", "nowhere.jpg"]);
  expect(evaluation.halves.map(({ half }) => half)).toEqual(["first", "second", "both"]);
});

test("the HTML page is self-contained, displays every photo next to its result, and warns that it contains photos", async () => {
  const labelled = join(folder, "shown");
  await mkdir(labelled);
  await copyFile(acceptablePhoto, join(labelled, "face & hair.jpg"));
  const label = { file: "face & hair.jpg", expected: ["blur"], debatable: [], facts };
  await writeFile(join(labelled, "index.json"), JSON.stringify([label]));
  const page = join(folder, "page.html");
  const ran = await runEval(labelled, "--html", page, "--jobs", "1");
  expect(ran.code).toBe(0);
  expect(ran.stderr).toContain("holds photos");
  const html = await readFile(page, "utf8");
  expect(html.match(/<img src="data:image\/jpeg;base64,/g)).toHaveLength(2);
  expect(html).toContain("face &amp; hair.jpg");
  expect(html).toMatch(/missed<\/b> blur/);
  expect(html).toContain("✓ Passed</span>");
  expect(html).not.toMatch(/(src|href)="(?!data:)/);
});

test("refuses a folder without labels, labels of another shape, and a missing folder argument", async () => {
  const unlabelled = await runEval(folder);
  expect(unlabelled.code).not.toBe(0);
  expect(unlabelled.stderr).toContain("index.json");
  await writeFile(join(folder, "index.json"), JSON.stringify([{ file: "a.jpg" }]));
  const misshapen = await runEval(folder);
  expect(misshapen.code).not.toBe(0);
  expect(misshapen.stderr).toContain("expected");
  expect(await runEval()).toMatchObject({ code: 64, stdout: "" });
  expect(await runEval(folder, "--jobs", "0")).toMatchObject({ code: 64, stdout: "" });
});

const hasPhotos = existsSync(join(photosFolder(), "index.json"));
/** Every n-th labelled photo is used, because the engine's tests already read all of them. */
const each = 4;
test.skipIf(!hasPhotos)("reads and counts labelled photos of every kind", async () => {
  const from = photosFolder();
  const labels: { file: string }[] = JSON.parse(await readFile(join(from, "index.json"), "utf8"));
  const some = labels.filter((_, at) => at % each === 0);
  const labelled = join(folder, "some");
  await mkdir(labelled);
  for (const { file } of some) await copyFile(join(from, file), join(labelled, file));
  await writeFile(join(labelled, "index.json"), JSON.stringify(some));
  const ran = await runEval(labelled, "--json");
  expect(ran.code).toBe(0);
  const evaluation: Evaluation = JSON.parse(ran.stdout);
  expect(evaluation.photos).toHaveLength(some.length);
  expect(evaluation.unreadable).toEqual([]);
  expect(evaluation.totals.badWithCorrectReason.of + evaluation.totals.goodRefused.of).toBe(
    evaluation.photos.length,
  );
  expect(evaluation.geometry.length).toBeGreaterThan(0);
});
