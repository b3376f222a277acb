/**
 * Makes the good photos and judges them: which ones are refused or warned about, by which checks, and for which
 * people.
 */
import { readFileSync } from "node:fs";
import type { Finding, PhotoSpec } from "@gradphoto/domain/photo-standard";
import sharp from "sharp";
import { linearOfCode } from "../../../packages/engine/src/maths/colour.ts";
import type { EnginePool } from "../../../packages/engine/src/node/index.ts";
import type { Raster, Rect } from "../../../packages/engine/src/ports.ts";
import type { Engine } from "../../../packages/engine/src/standardize.ts";
import { randomNumbers } from "../../../packages/engine/src/testing/random-numbers.ts";
import { type CutOutPerson, cutPerson } from "./cut-person.ts";
import { judgeInTurn, type MadePhoto } from "./judge-in-turn.ts";
import { daylightNoise, type LightPicture, toRaster, withNoise } from "./light-picture.ts";
import { isGoodButForWall, isLabelled, type Person } from "./people.ts";
import { type PlainWall, plainWalls } from "./plain-walls.ts";
import { readSubject } from "./read-subject.ts";

/** Room above the head and length of chest below the chin, in head heights (crown to chin). */
const room = { above: { min: 0.3, max: 0.7 }, chest: { min: 0.5, max: 1.2 } };
/** Width divided by height of a phone's portrait photo. */
const aspect = 3 / 4;
/** Minimum frame width in face widths, as in a standard photo: 480 px for a face of 215 px. */
const narrowestFaces = 2.3;
/**
 * Minimum width of a face. Below it, a standard face of 215 px would need an enlargement by more than one and a half.
 */
const narrowestFacePx = 140;

/** Returns the reason why no good photo can be made of this person; null when one can. */
export function whyNotGood({ head, faceWidthPx, height, ends }: CutOutPerson): string | null {
  const headPx = head.chinY - head.crownY;
  if (faceWidthPx < narrowestFacePx)
    return `the face is ${Math.round(faceWidthPx)} px wide, not ${narrowestFacePx}`;
  if (ends.top) return "the original cuts the hair";
  if (height - head.chinY < room.chest.min * headPx)
    return `the original ends above the chest (${((height - head.chinY) / headPx).toFixed(2)} heads)`;
  return null;
}

/** Returns a random frame in layer pixels; null if the original is too narrow for one. */
export function goodFrame(
  { head, width, height, faceWidthPx, ends }: CutOutPerson,
  random: () => number,
): Rect | null {
  const headPx = head.chinY - head.crownY;
  const between = ({ min, max }: { min: number; max: number }): number =>
    headPx * (min + (max - min) * random());
  const top = Math.round(head.crownY - between(room.above));
  const bottom = Math.min(height, Math.round(head.chinY + between(room.chest)));
  const aside = 0.08 * faceWidthPx * (2 * random() - 1);
  const halfWidth = Math.max(aspect * (bottom - top), narrowestFaces * faceWidthPx) / 2 + 1;
  const left = Math.round(
    Math.max(ends.left ? 0 : Number.NEGATIVE_INFINITY, head.faceCentreX + aside - halfWidth),
  );
  const right = Math.round(
    Math.min(ends.right ? width : Number.POSITIVE_INFINITY, head.faceCentreX + aside + halfWidth),
  );
  return right - left < narrowestFaces * faceWidthPx
    ? null
    : { left, top, width: right - left, height: bottom - top };
}

/** Composes person and wall in linear light, as a sensor records them. */
export function inFrontOfWall(
  person: CutOutPerson,
  wall: PlainWall,
  frame: Rect,
  random: () => number,
): Raster {
  const { width, height } = frame;
  const light = new Float32Array(3 * width * height);
  const colour = [wall.colour.r, wall.colour.g, wall.colour.b].map((code) => linearOfCode[code]!);
  for (let y = 0, k = 0; y < height; y++) {
    const layerY = y + frame.top;
    for (let x = 0; x < width; x++, k += 3) {
      const layerX = x + frame.left;
      const inside = layerX >= 0 && layerX < person.width && layerY >= 0 && layerY < person.height;
      const i = layerY * person.width + layerX;
      const a = inside ? person.alpha[i]! : 0;
      const [dx, dy] = [x / width - 0.5, y / height - 0.5];
      const wallLight = 1 - wall.across * dx - wall.down * dy;
      const lens = 1 - wall.vignette * 2 * (dx * dx + dy * dy);
      for (let c = 0; c < 3; c++) {
        const own = a > 0 ? a * linearOfCode[person.foreground[3 * i + c]!]! : 0;
        light[k + c] = lens * (own + (1 - a) * wallLight * colour[c]!);
      }
    }
  }
  const picture: LightPicture = { width, height, light };
  return toRaster(withNoise(picture, daylightNoise, random));
}

/** Makes one good photo as a phone stores it. The same seed gives the same bytes. Returns null when no frame fits. */
export async function goodPhoto(
  person: CutOutPerson,
  wall: PlainWall,
  seed: number,
): Promise<Buffer | null> {
  const random = randomNumbers(seed);
  const frame = goodFrame(person, random);
  if (!frame) return null;
  const { width, height, data } = inFrontOfWall(person, wall, frame, random);
  const quality = 88 + Math.floor(8 * random());
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality })
    .toBuffer();
}

export interface GoodSettings {
  readonly spec: PhotoSpec;
  readonly engine: Engine;
  readonly pool: EnginePool;
  /** Number of workers of the pool. */
  readonly jobs: number;
  readonly count: number;
  /** Called with every photo, for visual review. Otherwise no photo is written. */
  readonly look?: (name: string, bytes: Uint8Array) => void;
  readonly progress: (line: string) => void;
}

export interface GoodPhoto {
  readonly person: Person;
  readonly name: string;
}

/** A finding on a photo that should have none. */
export interface GoodFinding extends Pick<Finding, "id" | "value"> {
  readonly level: "warn" | "fail";
  /**
   * True if the person's labels mention the fault or leave it open. Such a finding counts neither as right nor as
   * wrong.
   */
  readonly labelled: boolean;
}

export interface JudgedGood extends GoodPhoto {
  readonly findings: readonly GoodFinding[];
}

export interface GoodRun {
  readonly photos: readonly JudgedGood[];
  /** People left out, each with the reason. */
  readonly leftOut: readonly { readonly person: Person; readonly why: string }[];
}

export async function runGood(people: readonly Person[], settings: GoodSettings): Promise<GoodRun> {
  const { spec, engine, pool, jobs, progress } = settings;
  const cuts: { person: Person; cut: CutOutPerson }[] = [];
  const leftOut: { person: Person; why: string }[] = [];
  for (const person of people.filter(isGoodButForWall)) {
    const subject = await readSubject(readFileSync(person.path), spec, engine);
    const cut = subject && (await cutPerson(subject, spec, engine));
    const why = cut ? whyNotGood(cut) : "no face is found";
    if (why !== null) leftOut.push({ person, why });
    else if (cut) cuts.push({ person, cut });
  }
  progress(`${cuts.length} people, ${leftOut.length} left out by rule`);
  const photos: JudgedGood[] = [];
  await judgeInTurn(makeGood(cuts, settings), { pool, spec, atOnce: jobs }, (made, findings) => {
    photos.push({ ...made, findings: findingsOn(made.person, findings) });
    if (photos.length % 20 === 0)
      progress(`${photos.length} of ${settings.count} good photos judged`);
  });
  return { photos: photos.sort((a, b) => a.name.localeCompare(b.name)), leftOut };
}

/** Goes through all people in rounds, each time with another wall, until there are enough photos. */
async function* makeGood(
  cuts: readonly { person: Person; cut: CutOutPerson }[],
  { count, look }: GoodSettings,
): AsyncGenerator<MadePhoto<GoodPhoto>> {
  let made = 0;
  for (let round = 0; made < count; round++) {
    const previous = made;
    for (const [i, { person, cut }] of cuts.entries()) {
      if (made === count) return;
      const wall = plainWalls[(round + i) % plainWalls.length]!;
      const bytes = await goodPhoto(cut, wall, 1000 * round + i);
      if (!bytes) continue;
      made++;
      const name = `${person.file} ${round + 1}, ${wall.name}`;
      look?.(name, bytes);
      yield { made: { person, name }, bytes };
    }
    if (made === previous) return;
  }
}

const findingsOn = (person: Person, findings: readonly Finding[]): GoodFinding[] =>
  findings.flatMap(({ id, value, verdict }) =>
    verdict === "fail" || verdict === "warn"
      ? [{ id, value, level: verdict, labelled: isLabelled(person, id) }]
      : [],
  );
