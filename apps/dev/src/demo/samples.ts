/** Sample photos for people who have none at hand: three that can be submitted, three that are refused. */
import type { Bilingual } from "@gradphoto/domain";
import { type DemoPhoto, portrait, takePhoto } from "../seed/people/photos.ts";

interface Sample {
  readonly name: string;
  readonly photo: DemoPhoto;
  readonly label: Bilingual;
}

const marc = portrait("material", "marc");
const marie = portrait("softUi", "marie");

export const samples: readonly Sample[] = [
  { name: "good-1", photo: { of: marc }, label: { zh: "可用 1", en: "Good 1" } },
  { name: "good-2", photo: { of: marie }, label: { zh: "有提示", en: "With hints" } },
  {
    name: "good-3",
    photo: { of: marc, wall: { left: 0.3, right: 0.3, top: 0.25 }, mirrored: true },
    label: { zh: "可用 2", en: "Good 2" },
  },
  {
    name: "smile",
    photo: { of: portrait("material", "christian") },
    label: { zh: "露齿、帽子", en: "Teeth, cap" },
  },
  { name: "turned", photo: { of: portrait("softUi", "team-4") }, label: { zh: "侧脸", en: "Turned" } },
  { name: "tilted", photo: { of: portrait("softUi", "ivana-square") }, label: { zh: "歪头", en: "Tilted" } },
];

/** Returns null for an unknown name. */
export async function readSample(name: string): Promise<Buffer | null> {
  const sample = samples.find((one) => one.name === name);
  return sample ? Buffer.from(await (await takePhoto(sample.photo)).arrayBuffer()) : null;
}
