import { createRequire } from "node:module";
import { findPhotoSpec, photoSpecs } from "@gradphoto/domain/photo-standard";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadEngine } from "../node/decoder.ts";
import type { Engine } from "../standardize.ts";
import { eyesClosing } from "../testing/dose/series/lids.ts";
import { blurred } from "../testing/dose/series/sharpness.ts";
import { readStand, type Stand } from "../testing/dose/stand.ts";
import { fakeCamera, type Scene } from "../testing/guidance/fake-camera.ts";
import { openGuide } from "./open-guide.ts";
import { pickFrame } from "./pick-frame.ts";
import { type FrameReading, readShot } from "./read-frame.ts";

const spec = findPhotoSpec("chsi-blue") ?? photoSpecs[0];
const path = createRequire(import.meta.url).resolve("material-kit/assets/img/faces/marc.jpg");
let engine: Engine;
let stand: Stand | null = null;

beforeAll(async () => {
  engine = await loadEngine({ heic: false });
  const person = { file: "marc.jpg", path, expected: [], debatable: [], wearsGlasses: false };
  stand = await readStand(person, 0, { heads: [], hands: [] }, spec, engine);
});
afterAll(() => {
  stand = null;
});

/** What is said after half a second of each of the scenes, by a camera that goes from one to the next. */
async function saidTo(...scenes: readonly Scene[]): Promise<(string | null)[]> {
  if (!stand) throw new Error("no face was found");
  const camera = fakeCamera(stand, spec);
  let nowMs = 0;
  const guide = openGuide(spec, engine.models);
  const said: (string | null)[] = [];
  for (const scene of scenes) {
    const frame = await camera.show(scene);
    let last: string | null = null;
    for (let i = 0; i < framesToSettle; i++, nowMs += frameMs)
      last = (await guide(frame, nowMs)).instruction?.id ?? null;
    said.push(last);
  }
  return said;
}

const frameMs = 1000 / 15;
const framesToSettle = 9;

test("a real face before the camera is told what its scene calls for, and nothing where all is well", async () => {
  expect(
    await saidTo({}, { nearness: 0.6 }, {}, { tiltDeg: 12 }, {}, { darkerStops: 5 }, { sideStops: 5 }, {}),
  ).toEqual([...[null, "closer", null, "level-head", null, "more-light", "even-light", null]]);
});

test("the face is found again where nobody was, and where it jumped to", async () => {
  expect(await saidTo({ nobody: true }, {}, { right: -0.2 }, { right: 0.2 })).toEqual([
    ...["no-face", null, "aim-left", "aim-right"],
  ]);
});

test("a good scene is counted down to one shot, and after a pause nothing of it is left", async () => {
  if (!stand) throw new Error("no face was found");
  const frame = await fakeCamera(stand, spec).show({});
  let nowMs = 0;
  const guide = openGuide(spec, engine.models);
  const counts: string[] = [];
  const watch = async (forMs: number): Promise<void> => {
    for (const endMs = nowMs + forMs; nowMs < endMs; nowMs += 200)
      counts.push(String((await guide(frame, nowMs)).count));
  };
  await watch(4000);
  expect([...new Set(counts)]).toEqual(["wait", "3", "2", "1", "shoot"]);
  expect(counts.filter((count) => count === "shoot")).toHaveLength(1);
  await watch(1600);
  nowMs += 700;
  await watch(600);
  expect(counts.at(-1)).toBe("wait");
});

test("of a real burst the sharp frame with open eyes is kept, wherever it stands", async () => {
  if (!stand) throw new Error("no face was found");
  const { raster } = stand;
  const made = [await blurred.make(stand, 8), await eyesClosing.make(stand, 1), raster];
  const readings: FrameReading[] = [];
  for (const frame of made) readings.push(await readShot(frame ?? raster, spec, engine.models));
  expect(pickFrame(readings)).toBe(2);
  expect(pickFrame(readings.toReversed())).toBe(0);
  expect(pickFrame(readings.slice(0, 2))).toBe(0);
});
