/** What the fake camera shows, one scene after the other, and what is right to be said at each. */
import { isGoodButForWall, type Person } from "../dose/people.ts";
import type { Scene } from "./fake-camera.ts";

export interface Phase {
  readonly name: string;
  readonly scene: Scene;
  /** Ids of instructions that are right; none: nothing is to be said. */
  readonly right: readonly string[];
  /** The contrary of what is right. */
  readonly opposite?: string;
  readonly lastsMs: number;
}

const shortMs = 1500;
/** A second of a good scene, the countdown, and some time on top. */
const untilShotMs = 4500;

const good: Phase = { name: "good", scene: {}, right: [], lastsMs: shortMs };

const amiss: readonly Omit<Phase, "lastsMs">[] = [
  { name: "too far", scene: { nearness: 0.6 }, right: ["closer"], opposite: "farther" },
  { name: "too near", scene: { nearness: 1.5 }, right: ["farther"], opposite: "closer" },
  { name: "stands left", scene: { right: -0.15 }, right: ["aim-left"], opposite: "aim-right" },
  { name: "stands right", scene: { right: 0.15 }, right: ["aim-right"], opposite: "aim-left" },
  { name: "stands high", scene: { lower: -0.25 }, right: ["aim-up"], opposite: "aim-down" },
  { name: "stands low", scene: { lower: 0.25 }, right: ["aim-down"], opposite: "aim-up" },
  { name: "tilted to the right", scene: { tiltDeg: 12 }, right: ["level-head"] },
  { name: "tilted to the left", scene: { tiltDeg: -12 }, right: ["level-head"] },
  { name: "dark", scene: { darkerStops: 5 }, right: ["more-light"], opposite: "less-light" },
  { name: "lit from one side", scene: { sideStops: 5 }, right: ["even-light"] },
  { name: "eyes closed", scene: { eyesClosed: true }, right: ["open-eyes"] },
  { name: "nobody", scene: { nobody: true }, right: ["no-face"] },
];

/** A good scene before each that is not, and at last one that is good for long enough. */
const whole: readonly Phase[] = [
  ...amiss.flatMap((phase) => [good, { ...phase, lastsMs: shortMs }]),
  { ...good, name: "good until the shot", lastsMs: untilShotMs },
];

/** What a photo was labelled for that no script can bring about, and what is right to be said to it. */
const saidTo: Readonly<Record<string, readonly string[]>> = {
  "not-frontal": ["face-lens", "chin-up", "chin-down"],
  "mouth-open": ["close-mouth"],
  "smile-teeth": ["close-mouth"],
  "eyes-closed": ["open-eyes"],
};

/** Beside those, what a camera might say something to and careful people differ about. */
const arguable: readonly string[] = [...Object.keys(saidTo), "uneven-light", "dark", "overexposed", "face-count"];

/** null for somebody whose labels tell nothing that a camera would say, or leave open what is right. */
export function scriptOf(person: Person): readonly Phase[] | null {
  if (person.debatable.some((reason) => arguable.includes(reason))) return null;
  if (isGoodButForWall(person)) return whole;
  const right = person.expected.flatMap((reason) => saidTo[reason] ?? []);
  if (right.length === 0) return null;
  const name = `labelled ${person.expected.filter((reason) => reason in saidTo).join(", ")}`;
  return [{ name, scene: {}, right, lastsMs: shortMs }];
}
