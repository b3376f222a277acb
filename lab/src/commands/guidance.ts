/**
 * Plays a script of scenes to the guide with a fake camera, using people of the labelled photos, and checks each
 * instruction.
 */
import { parseArgs } from "node:util";
import { defaultPhotoSpec as spec } from "@gradphoto/domain/photo-standard";
import { openGuide } from "../../../packages/engine/src/guidance/open-guide.ts";
import { loadEngine } from "../../../packages/engine/src/node/decoder.ts";
import { photosFolder } from "../../../packages/engine/src/testing/photos.ts";
import { fakeCamera, type Scene } from "../guidance/fake-camera.ts";
import { isGoodButForWall, type Person, readPeople } from "../guidance/people.ts";
import { preparePhoto } from "../guidance/prepared-photo.ts";

/** One scene of the fake camera, with the instructions that are right for it. */
interface Phase {
  readonly name: string;
  readonly scene: Scene;
  /** Ids of the right instructions; empty when no instruction is expected. */
  readonly right: readonly string[];
  /** Instructions on which careful people disagree for this person; they also count as right. */
  readonly arguable: readonly string[];
  /** Instruction that contradicts the right ones. */
  readonly opposite?: string;
  readonly lastsMs: number;
  /** Time from which the instruction must be right. */
  readonly settledMs: number;
}

const isRight = ({ right, arguable }: Phase, hint: string | null): boolean =>
  hint === null ? right.length === 0 : right.includes(hint) || arguable.includes(hint);

const shortMs = 1500;
const soonMs = 500;
/** Duration that is long enough for several closer looks. */
const longMs = 4500;
/** Duration of one second of a good scene, the countdown, and a margin. */
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

/** A good scene before each bad one, and at the end one that is good for long enough. */
const fullScript: readonly Visible[] = [
  ...amiss.flatMap((phase) => [good, { ...phase, lastsMs: shortMs, settledMs: soonMs }]),
  ...amissCloser.flatMap((phase) => [
    { ...good, name: "good, seen closer" },
    { ...phase, lastsMs: longMs, settledMs: soonMs },
  ]),
  { ...good, name: "good until the shot", lastsMs: untilShotMs },
];

/** Right instructions for labels that no scene can simulate. */
const advisedTo: Readonly<Record<string, readonly string[]>> = {
  "not-frontal": ["face-lens", "chin-up", "chin-down"],
  "mouth-open": ["close-mouth"],
  "smile-teeth": ["close-mouth"],
  "eyes-closed": ["open-eyes"],
};

/**
 * Right instructions for labels that need a closer look. They may also apply to a photo that is good except for its
 * wall.
 */
const advisedCloserTo: Readonly<Record<string, readonly string[]>> = {
  "background-shadow": ["off-wall"],
  "ears-hidden": ["hair-behind-ears"],
  "hair-over-brows": ["hair-off-brows"],
  "hair-over-eyes": ["hair-off-brows"],
};

/** Labels that may cause an instruction. A person for whom one of them is debatable gets no script. */
const arguable: readonly string[] = [
  ...Object.keys(advisedTo),
  "uneven-light",
  "dark",
  "overexposed",
  "face-count",
];

/**
 * Returns the script of a person. Returns null if no instruction matches the person's labels, or if the labels leave
 * the right one open.
 */
function scriptOf(person: Person): readonly Phase[] | null {
  if (person.debatable.some((reason) => arguable.includes(reason))) return null;
  const hint = [...person.expected, ...person.debatable].flatMap(
    (reason) => advisedCloserTo[reason] ?? [],
  );
  if (isGoodButForWall(person)) {
    return fullScript
      .filter(({ right }) => !right.some((id) => hint.includes(id)))
      .map((phase) => ({ ...phase, arguable: hint }));
  }
  const right = person.expected.flatMap((reason) => advisedTo[reason] ?? []);
  if (right.length === 0) return null;
  const name = `labelled ${person.expected.filter((reason) => reason in advisedTo).join(", ")}`;
  return [{ name, scene: {}, right, arguable: [], lastsMs: shortMs, settledMs: soonMs }];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { people: { type: "string" } },
});
const frameMs = 1000 / 15;

const engine = await loadEngine({ heic: false });
/** Closer looks take no time here. The browser trial measures how much they slow down a real camera. */
const closer = { segmentPerson: engine.models.segmentPerson, clock: () => 0 };
const folders = positionals.length > 0 ? positionals : [photosFolder()];
const people = readPeople(folders).flatMap((person) => {
  const script = scriptOf(person);
  return script ? [{ person, script }] : [];
});
const most = Number(values.people ?? people.length);
const reported = new Map<
  string,
  { frames: number; right: number; opposite: number; instructions: Map<string, number> }
>();
let [walked, shots, shotsInBad, readMs, frames] = [0, 0, 0, 0, 0];
for (const [seed, { person, script }] of people.slice(0, most).entries()) {
  const photo = await preparePhoto(person.path, seed, spec, engine);
  if (!photo) continue;
  walked++;
  const camera = fakeCamera(photo, spec);
  let nowMs = 0;
  const guide = openGuide(spec, engine.models, () => closer);
  const wrong = new Map<string, string>();
  for (const phase of script) {
    const frame = camera.show(phase.scene);
    if (!frame) continue;
    for (let atMs = 0; atMs < phase.lastsMs; atMs += frameMs, nowMs += frameMs) {
      const begun = performance.now();
      const { instruction, count } = await guide(frame, nowMs);
      readMs += performance.now() - begun;
      frames++;
      if (count === "shoot") {
        shots++;
        if (phase.right.length > 0) shotsInBad++;
      }
      if (atMs >= phase.settledMs) note(phase, instruction?.id ?? null, wrong);
    }
  }
  process.stderr.write(
    `${person.file}: ${[...wrong].map(([name, hint]) => `${name}: ${hint}`).join(", ") || "all right"}\n`,
  );
}
const all = [...reported.values()];
const sum = (of: (one: (typeof all)[number]) => number): number =>
  all.reduce((total, one) => total + of(one), 0);
process.stdout.write(
  `${JSON.stringify({
    lab: "guidance",
    people: walked,
    frames,
    rightShare: Number((sum(({ right }) => right) / sum((one) => one.frames)).toFixed(4)),
    opposite: sum(({ opposite }) => opposite),
    shots,
    shotsInBad,
    readMsMean: Number((readMs / frames).toFixed(1)),
    phases: Object.fromEntries(
      [...reported].map(([name, { frames: n, right, instructions: hint }]) => [
        name,
        { frames: n, right: Number((right / n).toFixed(4)), said: Object.fromEntries(hint) },
      ]),
    ),
  })}\n`,
);

function note(phase: Phase, hint: string | null, wrong: Map<string, string>): void {
  const tally = reported.get(phase.name) ?? {
    frames: 0,
    right: 0,
    opposite: 0,
    instructions: new Map<string, number>(),
  };
  reported.set(phase.name, tally);
  tally.frames++;
  if (isRight(phase, hint)) {
    tally.right++;
    return;
  }
  if (hint === phase.opposite) tally.opposite++;
  tally.instructions.set(hint ?? "nothing", (tally.instructions.get(hint ?? "nothing") ?? 0) + 1);
  wrong.set(phase.name, hint ?? "nothing");
}
