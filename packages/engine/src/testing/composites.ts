/** Photos with a known true cut-out. The synthetic person is blended over several walls in linear light. */
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";
import type { ImageCodec, Raster } from "../ports.ts";
import { reachingOver } from "../steps/cut-out.ts";
import type { Crop } from "../subject/subject.ts";
import { drawPerson, type PersonLayer } from "./synthetic-person.ts";
import { compliantLook, type PersonLook } from "./synthetic-person-look.ts";
import { mixOverWall, takePhoto } from "./synthetic-person-photo.ts";
import {
  busyRoom,
  evenWall,
  shadowedWall,
  texturedWall,
  type Wall,
} from "./synthetic-person-walls.ts";

export interface CompositeCase {
  readonly name: string;
  /** True for a light, plain wall as the rules require. The others are what people send anyway. */
  readonly plainWall: boolean;
  readonly look: PersonLook;
  readonly wall: Wall;
}

const longHair: PersonLook = { ...compliantLook, hair: "long" };
const lightClothes: PersonLook = { ...compliantLook, clothesColour: "#e6e4df" };
const whiteShirt: PersonLook = { ...compliantLook, clothesColour: "#f4f4f2" };
const looseHair: PersonLook = { ...compliantLook, hair: "loose" };
const fairLooseHair: PersonLook = { ...looseHair, hairColour: "#a07c50" };
const brownHair: PersonLook = { ...longHair, hairColour: "#6a4a35" };

const white = evenWall({ r: 243, g: 243, b: 241 });
const grey = shadowedWall({ r: 222, g: 222, b: 220 });
const beige = texturedWall({ r: 212, g: 194, b: 166 });
const cream = shadowedWall({ r: 236, g: 228, b: 208 });
const dark = evenWall({ r: 62, g: 64, b: 68 });

export const compositeCases: readonly CompositeCase[] = [
  { name: "short hair, white wall", plainWall: true, look: compliantLook, wall: white },
  { name: "long hair, white wall", plainWall: true, look: longHair, wall: white },
  { name: "light clothes, light wall", plainWall: true, look: lightClothes, wall: white },
  { name: "white shirt, white wall", plainWall: true, look: whiteShirt, wall: white },
  { name: "loose strands, white wall", plainWall: true, look: looseHair, wall: white },
  {
    name: "fair loose strands, grey wall with shadow",
    plainWall: true,
    look: fairLooseHair,
    wall: grey,
  },
  { name: "loose strands, cream wall with shadow", plainWall: true, look: looseHair, wall: cream },
  { name: "white shirt, cream wall with shadow", plainWall: true, look: whiteShirt, wall: cream },
  { name: "short hair, grey wall with shadow", plainWall: true, look: compliantLook, wall: grey },
  { name: "brown long hair, grey wall with shadow", plainWall: true, look: brownHair, wall: grey },
  { name: "short hair, rough beige wall", plainWall: true, look: compliantLook, wall: beige },
  { name: "long hair, rough beige wall", plainWall: true, look: longHair, wall: beige },
  { name: "short hair, dark grey wall", plainWall: false, look: compliantLook, wall: dark },
  { name: "long hair, dark grey wall", plainWall: false, look: longHair, wall: dark },
  { name: "loose strands, dark grey wall", plainWall: false, look: looseHair, wall: dark },
  { name: "short hair, busy room", plainWall: false, look: compliantLook, wall: busyRoom },
  { name: "long hair, busy room", plainWall: false, look: longHair, wall: busyRoom },
];

export interface Composite extends CompositeCase {
  readonly photo: Uint8Array;
  readonly person: PersonLayer;
}

/**
 * Yields the photos, ordered by look, not by case: a person is drawn once for all walls, because drawing takes longest.
 */
export async function* makeComposites(cases: readonly CompositeCase[]): AsyncGenerator<Composite> {
  for (const look of new Set(cases.map((compositeCase) => compositeCase.look))) {
    const person = await drawPerson(look);
    for (const compositeCase of cases.filter((other) => other.look === look)) {
      const photo = await takePhoto(mixOverWall(person, await compositeCase.wall(person)));
      yield { ...compositeCase, photo, person };
    }
  }
}

export interface TrueCut {
  /** Alpha of each output pixel, 0..1. */
  readonly alpha: Float32Array;
  /** Expected finished photo, before JPEG. */
  readonly composed: Raster;
}

/**
 * Returns the truth in the finished photo's pixels: the person in front of a wall of the spec's colour, cropped and
 * scaled alike.
 */
export async function trueCutOf(
  person: PersonLayer,
  crop: Crop,
  spec: PhotoSpec,
  codec: ImageCodec,
): Promise<TrueCut> {
  const { width, height } = person;
  const atOutput = async (picture: Raster): Promise<Raster> => {
    const { raster, part } = reachingOver(picture, crop.rect);
    return codec.resize(raster, spec.widthPx, spec.heightPx, part);
  };
  const wall = await evenWall(spec.background)(person);
  const composed = await atOutput(mixOverWall(person, wall));
  const codes = new Uint8Array(3 * width * height);
  for (let i = 0; i < person.alpha.length; i++)
    codes.fill(Math.round(255 * person.alpha[i]!), 3 * i, 3 * i + 3);
  const { data } = await atOutput({ width, height, data: codes });
  return {
    alpha: Float32Array.from({ length: data.length / 3 }, (_, i) => data[3 * i]! / 255),
    composed,
  };
}
