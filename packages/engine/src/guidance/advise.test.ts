import { expect, test } from "vitest";
import { reading } from "../testing/frame-reading.ts";
import { advise, beginGuide, countOf, type Guide } from "./advise.ts";
import type { FrameReading } from "./read-frame.ts";

const nobody: FrameReading = { ...reading(), head: null };
const frameMs = 50;

/** Returns the guide after `forMs` of frames with this reading. */
function after(guide: Guide, seen: FrameReading, forMs: number, fromMs: number): Guide {
  let now = guide;
  for (let atMs = fromMs; atMs <= fromMs + forMs; atMs += frameMs) now = advise(now, seen, atMs);
  return now;
}

const instructionAfter = (seen: FrameReading): string | undefined =>
  after(beginGuide, seen, 600, 0).lastInstruction?.id;

test("gives one instruction at a time, the most fundamental first", () => {
  expect(
    instructionAfter(
      reading({ standing: { faceSizePx: 100 }, values: { "eyes-closed": 0.1, dark: 30 } }),
    ),
  ).toBe("closer");
  expect(instructionAfter(reading({ values: { "eyes-closed": 0.1, dark: 30 } }))).toBe(
    "more-light",
  );
  expect(instructionAfter(reading({ values: { "eyes-closed": 0.1 } }))).toBe("open-eyes");
  expect(instructionAfter(nobody)).toBe("no-face");
});

test("for an unevenly lit dark face, instructs to face the light first, and then to add light", () => {
  expect(instructionAfter(reading({ values: { "uneven-light": 2.7, dark: 44 } }))).toBe(
    "even-light",
  );
  expect(instructionAfter(reading({ values: { "uneven-light": 1, dark: 44 } }))).toBe("more-light");
});

test("gives no instruction for a head in the right position", () => {
  expect(instructionAfter(reading())).toBeUndefined();
});

test.each([
  ["a small face", { standing: { faceSizePx: 100 } }, "closer"],
  ["a large face", { standing: { faceSizePx: 400 } }, "farther"],
  ["a face at the left", { standing: { faceCentreXPx: 100 } }, "aim-left"],
  ["a face at the right", { standing: { faceCentreXPx: 400 } }, "aim-right"],
  ["eyes too high up", { standing: { eyeLinePx: 100 } }, "aim-up"],
  ["eyes too low", { standing: { eyeLinePx: 450 } }, "aim-down"],
  ["a turned head", { turn: { yawDeg: -30 } }, "face-lens"],
  ["a lowered chin", { turn: { pitchDeg: 40 } }, "chin-up"],
  ["a lifted chin", { turn: { pitchDeg: -40 } }, "chin-down"],
  ["a tilted head", { values: { "head-tilt": 15 } }, "level-head"],
  ["parted lips", { values: { "mouth-open": 0.5 } }, "close-mouth"],
] as const)("gives the corrective instruction for %s", (_name, seen, id) => {
  expect(instructionAfter(reading(seen))).toBe(id);
});

test("gives no instruction for a blink", () => {
  const blink = after(beginGuide, reading({ values: { "eyes-closed": 0.1 } }), 250, 0);
  expect(blink.lastInstruction).toBeNull();
});

test("repeats an instruction at its limit, and removes it well within the limit", () => {
  const tilted = after(beginGuide, reading({ values: { "head-tilt": 8 } }), 400, 0);
  expect(tilted.lastInstruction?.id).toBe("level-head");
  const atTheLimit = after(tilted, reading({ values: { "head-tilt": 5.8 } }), 400, 450);
  expect(atTheLimit.lastInstruction?.id).toBe("level-head");
  expect(
    after(atTheLimit, reading({ values: { "head-tilt": 4 } }), 400, 900).lastInstruction,
  ).toBeNull();
});

test("counts three, two, one after one good second, and then shoots", () => {
  let guide = beginGuide;
  const counts = new Set<string>();
  for (let atMs = 0; atMs <= 4000; atMs += frameMs) {
    guide = advise(guide, reading(), atMs);
    counts.add(String(countOf(guide, atMs)));
  }
  expect([...counts]).toEqual(["wait", "3", "2", "1", "shoot"]);
});

test("moving during the countdown restarts the good second; a blink does not", () => {
  const counting = after(beginGuide, reading(), 2000, 0);
  expect(countOf(counting, 2000)).toBe(2);
  const moved = after(counting, reading({ standing: { faceCentreXPx: 100 } }), 200, 2050);
  expect(countOf(moved, 2250)).toBe("wait");
  expect(countOf(after(moved, reading(), 500, 2300), 2800)).toBe("wait");
  const blinked = after(counting, reading({ values: { "eyes-closed": 0.1 } }), 200, 2050);
  expect(countOf(blinked, 2250)).toBe(2);
});

test("gives no instruction to turn if the head's angles are unknown", () => {
  expect(instructionAfter(reading({ turn: null }))).toBeUndefined();
});

test("removes an instruction after one second just within its limit", () => {
  const closed = after(beginGuide, reading({ values: { "eyes-closed": 0.3 } }), 600, 0);
  expect(closed.lastInstruction?.id).toBe("open-eyes");
  const narrow = reading({ values: { "eyes-closed": 0.47 } });
  const soon = after(closed, narrow, 900, 650);
  expect(soon.lastInstruction?.id).toBe("open-eyes");
  expect(after(soon, narrow, 200, 1600).lastInstruction).toBeNull();
});

test("restarts the good second at once if the picture is empty", () => {
  const counting = after(beginGuide, reading(), 2000, 0);
  const emptied = advise(counting, nobody, 2050);
  expect(countOf(emptied, 2050)).toBe("wait");
  expect(countOf(after(emptied, reading(), 900, 2100), 3000)).toBe("wait");
});

test("does not shoot during a fault such as a blink, but shoots right after it", () => {
  const counted = after(beginGuide, reading(), 3350, 0);
  expect(countOf(counted, 3350)).toBe(1);
  const blinking = after(counted, reading({ values: { "eyes-closed": 0.1 } }), 100, 3400);
  expect(countOf(blinking, 3500)).toBe(1);
  expect(countOf(advise(blinking, reading(), 3550), 3550)).toBe("shoot");
});
