/** What the fake camera shows, one scene after the other, and what is right to be said at each. */
import { isGoodButForWall, type Person } from "../dose/people.ts";
import type { Scene } from "./fake-camera.ts";

export interface Phase {
  readonly name: string;
  readonly scene: Scene;
  /** Ids of instructions that are right; none: nothing is to be said. */
  readonly right: readonly string[];
  /** What careful people differ about in this person, and may be said as well. */
  readonly arguable: readonly string[];
  /** The contrary of what is right. */
  readonly opposite?: string;
  readonly lastsMs: number;
  /** From here on what is said must be right. */
  readonly settledMs: number;
}

export const isRight = ({ right, arguable }: Phase, hint: string | null): boolean =>
  hint === null ? right.length === 0 : right.includes(hint) || arguable.includes(hint);

const shortMs = 1500;
const soonMs = 500;
/** Some looks closer come meanwhile. */
const longMs = 4500;
/** A second of a good scene, the countdown, and some time on top. */
const untilShotMs = 5500;

type Visible = Omit<Phase, "arguable">;
type Amiss = Omit<Visible, "lastsMs" | "settledMs">;

const good: Visible = { name: "good", scene: {}, right: [], lastsMs: shortMs, settledMs: soonMs };

const amiss: readonly Amiss[] = [
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

const amissCloser: readonly Amiss[] = [
  { name: "hair over the ears", scene: { hairOver: "ears" }, right: ["hair-behind-ears"] },
  { name: "hair over the brows", scene: { hairOver: "brows" }, right: ["hair-off-brows"] },
];

/** A good scene before each that is not, and at last one that is good for long enough. */
const whole: readonly Visible[] = [
  ...amiss.flatMap((phase) => [good, { ...phase, lastsMs: shortMs, settledMs: soonMs }]),
  ...amissCloser.flatMap((phase) => [
    { ...good, name: "good, seen closer" },
    { ...phase, lastsMs: longMs, settledMs: soonMs },
  ]),
  { ...good, name: "good until the shot", lastsMs: untilShotMs },
];

/** What a photo was labelled for that no script can bring about, and what is right to be said to it. */
const saidTo: Readonly<Record<string, readonly string[]>> = {
  "not-frontal": ["face-lens", "chin-up", "chin-down"],
  "mouth-open": ["close-mouth"],
  "smile-teeth": ["close-mouth"],
  "eyes-closed": ["open-eyes"],
};

/** The same of what takes a closer look: a photo that is good but for its wall may be said it to. */
const saidCloserTo: Readonly<Record<string, readonly string[]>> = {
  "background-shadow": ["off-wall"],
  "ears-hidden": ["hair-behind-ears"],
  "hair-over-brows": ["hair-off-brows"],
  "hair-over-eyes": ["hair-off-brows"],
};

/** Beside those, what a camera might say something to and careful people differ about. */
const arguable: readonly string[] = [...Object.keys(saidTo), "uneven-light", "dark", "overexposed", "face-count"];

/** null for somebody whose labels tell nothing that a camera would say, or leave open what is right. */
export function scriptOf(person: Person): readonly Phase[] | null {
  if (person.debatable.some((reason) => arguable.includes(reason))) return null;
  const hint = [...person.expected, ...person.debatable].flatMap((reason) => saidCloserTo[reason] ?? []);
  if (isGoodButForWall(person)) {
    return whole
      .filter(({ right }) => !right.some((id) => hint.includes(id)))
      .map((phase) => ({ ...phase, arguable: hint }));
  }
  const right = person.expected.flatMap((reason) => saidTo[reason] ?? []);
  if (right.length === 0) return null;
  const name = `labelled ${person.expected.filter((reason) => reason in saidTo).join(", ")}`;
  return [{ name, scene: {}, right, arguable: [], lastsMs: shortMs, settledMs: soonMs }];
}
