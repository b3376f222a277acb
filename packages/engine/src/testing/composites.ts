/** Photos with a known true cut-out. The synthetic person is blended over several walls in linear light. */
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";
import type { ImageCodec, Raster, Rect } from "../ports.ts";
import { reachingOver } from "../steps/cut-out.ts";
import type { Crop } from "../subject/subject.ts";
import { drawPerson, type PersonLayer } from "./synthetic-person.ts";
import { compliantLook, type PersonLook } from "./synthetic-person-look.ts";
import { type Camera, dimPhone, mixOverWall, takePhoto } from "./synthetic-person-photo.ts";
import {
  bookshelf,
  busyRoom,
  curtain,
  doorFrame,
  evenWall,
  posterAndSocket,
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
  /** Without it, a good one. */
  readonly camera?: Camera;
  /** Part of the drawn scene that the photo shows; without it, all. */
  readonly shown?: Rect;
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

const nearBlack = evenWall({ r: 40, g: 36, b: 34 });
const brownShadow = shadowedWall({ r: 92, g: 74, b: 60 });
const greenCurtain = curtain({ r: 96, g: 120, b: 104 });
const paleCurtain = curtain({ r: 226, g: 220, b: 208 });
/** The hair's top is outside. */
const headCut: Rect = { left: 0, top: 322, width: 1200, height: 1278 };
/** The hair touches the upper edge. */
const headAtEdge: Rect = { left: 0, top: 300, width: 1200, height: 1300 };
/** The chest ends inside the standard photo's frame, and so does a shoulder. */
const personEnds: Rect = { left: 170, top: 0, width: 1030, height: 1240 };

/** What people send and reviewers refuse. Only the laboratory measures these. */
export const hardCases: readonly CompositeCase[] = [
  { look: compliantLook, wall: nearBlack, name: "short hair, nearly black wall" },
  { look: looseHair, wall: nearBlack, name: "loose strands, nearly black wall" },
  { look: longHair, wall: brownShadow, name: "long hair, brown wall with shadow" },
  { look: brownHair, wall: brownShadow, name: "brown long hair, brown wall with shadow" },
  { look: compliantLook, wall: greenCurtain, name: "short hair, green curtain" },
  { look: looseHair, wall: greenCurtain, name: "loose strands, green curtain" },
  { look: longHair, wall: paleCurtain, name: "long hair, pale curtain" },
  { look: compliantLook, wall: doorFrame, name: "short hair, door frame" },
  { look: longHair, wall: doorFrame, name: "long hair, door frame" },
  { look: compliantLook, wall: posterAndSocket, name: "short hair, poster and socket" },
  { look: looseHair, wall: posterAndSocket, name: "loose strands, poster and socket" },
  { look: compliantLook, wall: bookshelf, name: "short hair, bookshelf" },
  { look: brownHair, wall: bookshelf, name: "brown long hair, bookshelf" },
  { look: compliantLook, wall: grey, camera: dimPhone, name: "short hair, grey wall, dim phone" },
  { look: looseHair, wall: grey, camera: dimPhone, name: "loose strands, grey wall, dim phone" },
  { look: longHair, wall: dark, camera: dimPhone, name: "long hair, dark grey wall, dim phone" },
  { look: brownHair, wall: doorFrame, camera: dimPhone, name: "brown hair, door frame, dim phone" },
  { look: compliantLook, wall: white, shown: headCut, name: "short hair, head cut" },
  { look: looseHair, wall: dark, shown: headAtEdge, name: "loose strands, head at the edge" },
  { look: compliantLook, wall: white, shown: personEnds, name: "short hair, ends inside" },
  { look: longHair, wall: bookshelf, shown: personEnds, name: "long hair, bookshelf, ends inside" },
].map((hardCase) => ({ ...hardCase, plainWall: false }));

export interface Composite extends CompositeCase {
  readonly photo: Uint8Array;
  readonly person: PersonLayer;
}

/**
 * Yields the photos, ordered by look, not by case: a person is drawn once for all walls, because drawing takes longest.
 */
export async function* makeComposites(cases: readonly CompositeCase[]): AsyncGenerator<Composite> {
  for (const look of new Set(cases.map((compositeCase) => compositeCase.look))) {
    const drawn = await drawPerson(look);
    for (const compositeCase of cases.filter((other) => other.look === look)) {
      const { wall, camera, shown } = compositeCase;
      const scene = mixOverWall(drawn, await wall(drawn));
      const person = shown ? partOf(drawn, shown) : drawn;
      const seen = shown ? rasterOf(partOf({ ...drawn, foreground: scene.data }, shown)) : scene;
      const photo = await takePhoto(seen, camera);
      yield { ...compositeCase, photo, person };
    }
  }
}

const rasterOf = ({ width, height, foreground }: PersonLayer): Raster => ({
  width,
  height,
  data: foreground,
});

function partOf(layer: PersonLayer, { left, top, width, height }: Rect): PersonLayer {
  const alpha = new Float32Array(width * height);
  const foreground = new Uint8Array(3 * width * height);
  for (let row = 0; row < height; row++) {
    const from = (top + row) * layer.width + left;
    alpha.set(layer.alpha.subarray(from, from + width), row * width);
    foreground.set(layer.foreground.subarray(3 * from, 3 * (from + width)), 3 * row * width);
  }
  return { width, height, alpha, foreground };
}

export interface TrueCut {
  /** Alpha of each output pixel, 0..1. */
  readonly alpha: Float32Array;
  /** Expected finished photo, before JPEG. */
  readonly composed: Raster;
}

/**
 * Returns the truth in the finished photo's pixels: the person in front of a wall of the spec's colour, cropped and
 * scaled alike. Outside the photo there is no person.
 */
export async function trueCutOf(
  person: PersonLayer,
  { rect, scale }: Crop,
  spec: PhotoSpec,
  codec: ImageCodec,
): Promise<TrueCut> {
  const { width, height } = person;
  const atOutput = async (picture: Raster): Promise<Raster> => {
    const { raster, part } = reachingOver(picture, rect);
    return codec.resize(raster, spec.widthPx, spec.heightPx, part);
  };
  const wall = await evenWall(spec.background)(person);
  const composed = await atOutput(mixOverWall(person, wall));
  const codes = new Uint8Array(3 * width * height);
  for (let i = 0; i < person.alpha.length; i++)
    codes.fill(Math.round(255 * person.alpha[i]!), 3 * i, 3 * i + 3);
  const { data } = await atOutput({ width, height, data: codes });
  const alpha = Float32Array.from({ length: data.length / 3 }, (_, i) => data[3 * i]! / 255);
  const { r, g, b } = spec.background;
  for (let i = 0; i < alpha.length; i++) {
    const x = rect.left + ((i % spec.widthPx) + 0.5) / scale;
    const y = rect.top + (Math.floor(i / spec.widthPx) + 0.5) / scale;
    if (x >= 0 && x < width && y >= 0 && y < height) continue;
    alpha[i] = 0;
    composed.data.set([r, g, b], 3 * i);
  }
  return { alpha, composed };
}
