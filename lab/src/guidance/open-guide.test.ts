import { createRequire } from "node:module";
import { findPhotoSpec, photoSpecs } from "@gradphoto/domain/photo-standard";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Guidance } from "../../../packages/engine/src/guidance/advise.ts";
import { openGuide, pickFrame } from "../../../packages/engine/src/guidance/open-guide.ts";
import { type FrameReading, readShot } from "../../../packages/engine/src/guidance/read-frame.ts";
import type { Pyramid } from "../../../packages/engine/src/maths/pyramid.ts";
import {
  type ClassMap,
  classCount,
  classMapSize,
  type PersonClass,
  personClass,
} from "../../../packages/engine/src/models/person-classes.ts";
import type { Raster, Rect } from "../../../packages/engine/src/ports.ts";
import type { Engine } from "../../../packages/engine/src/standardize.ts";
import { sharedEngine } from "../../../packages/engine/src/testing/shared-engine.ts";
import { withClosedEyes } from "./closed-eyes.ts";
import { fakeCamera, type Scene } from "./fake-camera.ts";
import { softened, toLight, toRaster } from "./light-picture.ts";
import { type PreparedPhoto, preparePhoto } from "./prepared-photo.ts";

const spec = findPhotoSpec("chsi-blue") ?? photoSpecs[0];
const path = createRequire(import.meta.url).resolve("material-kit/assets/img/faces/marc.jpg");
let engine: Engine;
let photo: PreparedPhoto | null = null;
/** Caches the frame of each scene. */
const frames = new Map<string, Raster | null>();

beforeAll(async () => {
  engine = await sharedEngine();
  photo = await preparePhoto(path, 0, spec, engine);
});
afterAll(() => {
  photo = null;
});

/** Returns the frame of a scene with the test person. */
function frameOf(scene: Scene): Raster {
  if (!photo) throw new Error("no face was found");
  const key = JSON.stringify(scene);
  const frame = frames.get(key) ?? fakeCamera(photo, spec).show(scene);
  frames.set(key, frame);
  if (!frame) throw new Error("the scene cannot be made");
  return frame;
}

/** Returns the instructions after half a second of each scene, for a camera that moves from one scene to the next. */
async function advisedTo(...scenes: readonly Scene[]): Promise<(string | null)[]> {
  let nowMs = 0;
  const guide = openGuide(spec, engine.models, () => null);
  const hint: (string | null)[] = [];
  for (const scene of scenes) {
    const frame = frameOf(scene);
    let last: string | null = null;
    for (let i = 0; i < framesToSettle; i++, nowMs += frameMs)
      last = (await guide(frame, nowMs)).instruction?.id ?? null;
    hint.push(last);
  }
  return hint;
}

const frameMs = 1000 / 15;
const framesToSettle = 9;

test("gives the matching instruction for a real face in each scene, and none in a good scene", async () => {
  expect(
    await advisedTo(
      {},
      { nearness: 0.6 },
      {},
      { tiltDeg: 12 },
      {},
      { darkerStops: 5 },
      { sideStops: 5 },
      {},
    ),
  ).toEqual([...[null, "closer", null, "level-head", null, "more-light", "even-light", null]]);
});

test("detects the face after an empty scene, and after it jumped", async () => {
  expect(await advisedTo({ nobody: true }, {}, { right: -0.2 }, { right: 0.2 })).toEqual([
    ...["no-face", null, "aim-left", "aim-right"],
  ]);
});

test("counts a good scene down to one shot, and starts over after a pause", async () => {
  const frame = frameOf({});
  let nowMs = 0;
  const guide = openGuide(spec, engine.models, () => null);
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

/**
 * Creates a fake segmentation for the closer look, in which every cell has the class `seen.kind`. Each call takes
 * `tookMs`.
 */
function closerSeeing(seen: { kind: PersonClass }, tookMs = 0) {
  let nowMs = 0;
  const segmentPerson = vi.fn(async (_: Pyramid, part: Rect): Promise<ClassMap> => {
    nowMs += tookMs;
    const cells = classMapSize ** 2;
    const probabilities = new Float32Array(cells * classCount);
    for (let cell = 0; cell < cells; cell++) probabilities[cell * classCount + seen.kind] = 1;
    return {
      part,
      probabilities,
      personMargin: new Float32Array(cells),
      hairMargin: new Float32Array(cells),
    };
  });
  return { segmentPerson, clock: () => nowMs };
}

/**
 * Creates a camera that moves from scene to scene at five frames per second and returns the guide's answer to each
 * frame.
 */
function camera(closer: ReturnType<typeof closerSeeing>) {
  const guide = openGuide(spec, engine.models, () => closer);
  let nowMs = 0;
  return async (scene: Scene, forMs: number) => {
    const frame = frameOf(scene);
    const answers: Guidance[] = [];
    for (const endMs = nowMs + forMs; nowMs < endMs; nowMs += 200) {
      const beganMs = closer.clock();
      answers.push(await guide(frame, nowMs));
      const tookMs = closer.clock() - beganMs;
      // A frame arrived during the closer look and waited for its turn.
      if (tookMs > 0) answers.push(await guide(frame, nowMs + 33));
      nowMs += tookMs;
    }
    return answers;
  };
}

test("repeats the hair instruction until a segmentation shows it gone, and takes no shot before", async () => {
  const seen: { kind: PersonClass } = { kind: personClass.hair };
  const closer = closerSeeing(seen);
  const film = camera(closer);
  const covered = await film({}, 5400);
  expect(new Set(covered.map(({ instruction }) => instruction?.id))).toEqual(
    new Set(["hair-off-brows"]),
  );
  expect(covered.every(({ count }) => count === "wait")).toBe(true);
  expect(closer.segmentPerson).toHaveBeenCalledTimes(3);
  seen.kind = personClass.faceSkin;
  expect((await film({}, 2000)).at(-1)?.instruction).toBeNull();
  expect((await film({}, 3600)).some(({ count }) => count === "shoot")).toBe(true);
});

test("runs no segmentation while another fault is present or nobody is visible", async () => {
  const closer = closerSeeing({ kind: personClass.hair });
  const film = camera(closer);
  await film({ tiltDeg: 12 }, 2400);
  await film({ nobody: true }, 2400);
  expect(closer.segmentPerson).not.toHaveBeenCalled();
});

test("discards the segmentation of a head that has moved since", async () => {
  const seen: { kind: PersonClass } = { kind: personClass.hair };
  const film = camera(closerSeeing(seen));
  expect((await film({}, 400)).at(-1)?.instruction?.id).toBe("hair-off-brows");
  seen.kind = personClass.faceSkin;
  await film({ right: 0.2 }, 400);
  expect((await film({}, 400)).at(-1)?.instruction).toBeNull();
});

/** A good scene in which much of the head looks different from the previous one. */
const changed: Scene = { darkerStops: 0.8 };

test("segments a changed head as soon as it is still", async () => {
  const closer = closerSeeing({ kind: personClass.faceSkin });
  const film = camera(closer);
  await film({}, 400);
  expect(closer.segmentPerson).toHaveBeenCalledTimes(1);
  await film(changed, 200);
  expect(closer.segmentPerson).toHaveBeenCalledTimes(1);
  await film(changed, 200);
  expect(closer.segmentPerson).toHaveBeenCalledTimes(2);
  for (let turn = 0; turn < 2; turn++) {
    await film({}, 200);
    await film(changed, 200);
  }
  expect(closer.segmentPerson).toHaveBeenCalledTimes(2);
});

test("continues without a failed segmentation, and runs the next one in its turn", async () => {
  const closer = closerSeeing({ kind: personClass.hair });
  closer.segmentPerson.mockRejectedValueOnce(new Error("out of memory"));
  const film = camera(closer);
  expect((await film({}, 1600)).at(-1)?.instruction).toBeNull();
  expect(closer.segmentPerson).toHaveBeenCalledTimes(1);
  expect((await film({}, 800)).at(-1)?.instruction?.id).toBe("hair-off-brows");
});

test("on a slow phone segmentations are rare, and the countdown survives them", async () => {
  const closer = closerSeeing({ kind: personClass.faceSkin }, 1000);
  const answers = await camera(closer)({}, 5000);
  expect(closer.segmentPerson).toHaveBeenCalledTimes(2);
  expect(answers.filter(({ count }) => count === "shoot")).toHaveLength(1);
});

test("takes no shot of hair that appeared during the countdown, even on a slow phone", async () => {
  const seen: { kind: PersonClass } = { kind: personClass.faceSkin };
  const film = camera(closerSeeing(seen, 800));
  expect((await film({}, 2600)).at(-1)?.count).toBe(2);
  seen.kind = personClass.hair;
  const covered = await film({}, 3000);
  expect(covered.some(({ count }) => count === "shoot")).toBe(false);
  expect(covered.at(-1)?.instruction?.id).toBe("hair-off-brows");
});

test("picks the sharp frame with open eyes from a real burst, in any position", async () => {
  if (!photo) throw new Error("no face was found");
  const { raster, subject } = photo;
  const blurred = toRaster(softened(toLight(raster), 0.08 * subject.frame.iodPx));
  const made = [blurred, withClosedEyes(photo), raster];
  const readings: FrameReading[] = [];
  for (const frame of made) readings.push(await readShot(frame, spec, engine.models));
  expect(pickFrame(readings)).toBe(2);
  expect(pickFrame(readings.toReversed())).toBe(0);
  expect(pickFrame(readings.slice(0, 2))).toBe(0);
});
