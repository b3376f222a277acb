/** People of the labelled photos before the fake camera, and whether the right thing is said. */
import { parseArgs } from "node:util";
import { openGuide } from "../../../packages/engine/src/guidance/open-guide.ts";
import { loadEngine } from "../../../packages/engine/src/node/decoder.ts";
import { photosFolder } from "../../../packages/engine/src/testing/photos.ts";
import { defaultSpec as spec } from "../default-spec.ts";
import { readPeople } from "../dose/people.ts";
import { readStand } from "../dose/stand.ts";
import { fakeCamera } from "../guidance/fake-camera.ts";
import { isRight, type Phase, scriptOf } from "../guidance/script.ts";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { people: { type: "string" } } });
const frameMs = 1000 / 15;

const engine = await loadEngine({ heic: false });
/** Looks that take none of the camera's time: how they slow it down, the trial in a browser tells. */
const closer = { segmentPerson: engine.models.segmentPerson, clock: () => 0 };
const folders = positionals.length > 0 ? positionals : [photosFolder()];
const people = readPeople(folders).flatMap((person) => {
  const script = scriptOf(person);
  return script ? [{ person, script }] : [];
});
const most = Number(values.people ?? people.length);
const reported = new Map<string, { frames: number; right: number; opposite: number; said: Map<string, number> }>();
let [walked, shots, shotsInBad, readMs, frames] = [0, 0, 0, 0, 0];
for (const [seed, { person, script }] of people.slice(0, most).entries()) {
  const stand = await readStand(person, seed, { heads: [], hands: [] }, spec, engine);
  if (!stand) continue;
  walked++;
  const camera = fakeCamera(stand, spec);
  let nowMs = 0;
  const guide = openGuide(spec, engine.models, () => closer);
  const wrong = new Map<string, string>();
  for (const phase of script) {
    const frame = await camera.show(phase.scene);
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
const sum = (of: (one: (typeof all)[number]) => number): number => all.reduce((total, one) => total + of(one), 0);
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
      [...reported].map(([name, { frames: n, right, said: hint }]) => [
        name,
        { frames: n, right: Number((right / n).toFixed(4)), said: Object.fromEntries(hint) },
      ]),
    ),
  })}\n`,
);

function note(phase: Phase, hint: string | null, wrong: Map<string, string>): void {
  const tally = reported.get(phase.name) ?? { frames: 0, right: 0, opposite: 0, said: new Map<string, number>() };
  reported.set(phase.name, tally);
  tally.frames++;
  if (isRight(phase, hint)) {
    tally.right++;
    return;
  }
  if (hint === phase.opposite) tally.opposite++;
  tally.said.set(hint ?? "nothing", (tally.said.get(hint ?? "nothing") ?? 0) + 1);
  wrong.set(phase.name, hint ?? "nothing");
}
