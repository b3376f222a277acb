/**
 * `npm run trial:camera -- folder…`: people of the labelled photos before Chromium's camera, which moves, comes nearer, tilts
 * and goes dark as a script says; is the right thing said, how soon, and how often in a second. `-- --people N`: the first N
 * who can walk the whole script. The last line is JSON.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { defaultPhotoSpecId, findPhotoSpec } from "@gradphoto/domain/photo-standard";
import { loadEngine } from "../../packages/engine/src/node/decoder.ts";
import { bundled, webFiles } from "../../packages/engine/src/node/web-files.ts";
import { isGoodButForWall, readPeople } from "../../packages/engine/src/testing/dose/people.ts";
import { readStand } from "../../packages/engine/src/testing/dose/stand.ts";
import { fakeCamera, frameSize } from "../../packages/engine/src/testing/guidance/fake-camera.ts";
import { isRight, type Phase, scriptOf } from "../../packages/engine/src/testing/guidance/script.ts";
import { photosFolder } from "../../packages/engine/src/testing/photos.ts";
import { filmFps, makeFilm } from "./camera-film.ts";
import { startPhoneBrowser } from "./phone-browser.ts";
import { quantile } from "./phone-parity.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { people: { type: "string", default: "5" } },
});
const spec = findPhotoSpec(defaultPhotoSpecId);
if (!spec) throw new Error("the default spec is missing");

interface Shown {
  readonly phase: Phase;
  readonly sinceMs: number;
}

const files = new Map(await webFiles());
files.set("page.js", await bundled(new URL("../../packages/engine/src/web/open-engine.ts", import.meta.url), "phone"));
const engine = await loadEngine({ heic: false });
const folder = mkdtempSync(join(tmpdir(), "gradphoto-camera-"));
const people = readPeople(positionals.length > 0 ? positionals : [photosFolder()]).filter(isGoodButForWall);
const phases = new Map<string, { answers: number; right: number; said: Map<string, number> }>();
const [ms, perSecond, memoryMb, liveMs]: [number[], number[], number[], number[]] = [[], [], [], []];
let [walked, opposite, shots, shotsInBad] = [0, 0, 0, 0];
try {
  for (const [seed, person] of people.entries()) {
    if (walked === Number(values.people)) break;
    const script = scriptOf(person);
    const stand = script && (await readStand(person, seed, { heads: [], hands: [] }, spec, engine));
    if (!script || !stand) continue;
    walked++;
    const path = join(folder, "film.y4m");
    const frames = await filmOf(script, fakeCamera(stand, spec), path);
    const browser = await startPhoneBrowser(files, path);
    liveMs.push((await browser.open()).liveMs);
    const filmMs = (frames.length / filmFps) * 1000;
    const answers = await browser.guide(spec, frameSize, filmMs);
    memoryMb.push((await browser.process()).mostMb);
    await browser.close();
    perSecond.push(answers.length / (filmMs / 1000));
    ms.push(...answers.map((answer) => answer.ms));
    for (const { shown, said, count } of answers) note(frames[shown], said, count === "shoot");
    process.stderr.write(`${person.file}: ${(answers.length / (filmMs / 1000)).toFixed(1)} frames/s\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const all = [...phases.values()];
const sum = (of: (one: (typeof all)[number]) => number): number => all.reduce((total, one) => total + of(one), 0);
const middle = (numbers: readonly number[], share: number): number =>
  Math.round(
    quantile(
      numbers.toSorted((one, other) => one - other),
      share,
    ) * 10,
  ) / 10;
process.stdout.write(
  `${JSON.stringify({
    trial: "camera",
    people: walked,
    answers: sum(({ answers }) => answers),
    rightShare: Number((sum(({ right }) => right) / sum(({ answers }) => answers)).toFixed(4)),
    opposite,
    shots,
    shotsInBad,
    framesPerSecond: { median: middle(perSecond, 0.5), least: Math.round(Math.min(...perSecond) * 10) / 10 },
    answerMs: { median: middle(ms, 0.5), p95: middle(ms, 0.95) },
    liveMs: middle(liveMs, 0.5),
    memoryMb: Math.max(...memoryMb),
    phases: Object.fromEntries(
      [...phases].map(([name, { answers, right, said }]) => [
        name,
        { answers, right: Number((right / answers).toFixed(4)), said: Object.fromEntries(said) },
      ]),
    ),
  })}\n`,
);

async function filmOf(
  script: readonly Phase[],
  camera: ReturnType<typeof fakeCamera>,
  path: string,
): Promise<readonly Shown[]> {
  const film = makeFilm(path, frameSize);
  const shown: Shown[] = [];
  for (const phase of script) {
    const picture = await camera.show(phase.scene);
    if (!picture) continue;
    const count = film.show(picture, phase.lastsMs);
    for (let i = 0; i < count; i++) shown.push({ phase, sinceMs: (i * 1000) / filmFps });
  }
  film.close();
  return shown;
}

function note(shown: Shown | undefined, said: string | null, isShot: boolean): void {
  if (!shown) throw new Error("the camera showed a frame that the film has not");
  const { phase, sinceMs } = shown;
  if (isShot) shots++;
  if (isShot && phase.right.length > 0) shotsInBad++;
  if (sinceMs < phase.settledMs) return;
  const tally = phases.get(phase.name) ?? { answers: 0, right: 0, said: new Map<string, number>() };
  phases.set(phase.name, tally);
  tally.answers++;
  if (isRight(phase, said)) tally.right++;
  else tally.said.set(said ?? "nothing", (tally.said.get(said ?? "nothing") ?? 0) + 1);
  if (said !== null && said === phase.opposite) opposite++;
}
