/** Sample photos for people who have none at hand: one that passes, and three with a fault each to learn from. */
import type { Bilingual } from "@gradphoto/domain";
import { type DemoPhoto, makeThumbnail, portrait, takePhoto } from "../seed/people/photos.ts";

interface Sample {
  readonly name: string;
  readonly photo: DemoPhoto;
  readonly label: Bilingual;
}

const drawn = { hair: "neat" } as const;

/** The first one passes. No installed portrait passes by a person's eye, so that person is drawn. */
export const samples: readonly Sample[] = [
  { name: "good", photo: { of: drawn }, label: { zh: "合格", en: "Good" } },
  {
    name: "cap",
    photo: { of: portrait("material", "christian") },
    label: { zh: "戴帽、露齿", en: "Cap, teeth" },
  },
  {
    name: "hair",
    photo: { of: portrait("softUi", "ivana-square") },
    label: { zh: "歪头、头发遮耳", en: "Tilted, hair over ears" },
  },
  {
    name: "near",
    photo: { of: drawn, frame: { left: 0.25, top: 0.17, width: 0.5, height: 0.5 } },
    label: { zh: "离得太近", en: "Too near" },
  },
];

const makeFile = async ({ photo }: Sample): Promise<Buffer> =>
  Buffer.from(await (await takePhoto(photo)).arrayBuffer());

/** Drawing a person takes two seconds, so each sample is made once. */
let files: ReadonlyMap<string, Promise<Buffer>> | null = null;

/** Returns null for an unknown name. */
export async function readSample(name: string): Promise<Buffer | null> {
  files ??= new Map(samples.map((sample) => [sample.name, makeFile(sample)]));
  return (await files.get(name)) ?? null;
}

/** Returns a small WebP for the demo bar; null for an unknown name. */
export async function readThumbnail(name: string): Promise<Buffer | null> {
  const sample = await readSample(name);
  return sample && makeThumbnail(sample);
}
