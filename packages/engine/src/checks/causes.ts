/** One cause, one finding: what follows from another finding is explained by it and not told again. */
import type { CheckId } from "@gradphoto/contract";

/** What each finding brings with it; it explains those that are no stronger than itself. */
export const consequences: Readonly<Partial<Record<CheckId, readonly CheckId[]>>> = {
  "no-face": ["grayscale"],
  "low-resolution": ["blur", "eyes-closed", "face-unclear"],
  blur: ["eyes-closed", "face-unclear"],
  dark: ["uneven-light", "face-unclear", "not-a-person"],
  // A turned head hides an ear, moves the hair line and is lit from its side.
  "not-frontal": [
    "ears-hidden",
    "hair-over-forehead",
    "hair-over-brows",
    "uneven-light",
    "eyes-closed",
    "mouth-open",
    "head-tilt",
    "sleeveless",
    "face-unclear",
  ],
  // A photo on its side shows nothing where it is looked for.
  "head-tilt": ["face-unclear", "sleeveless", "lower-edge"],
  "mouth-open": ["face-unclear"],
  "framing-tight": ["lower-edge", "hair-top", "eye-line", "face-width", "centring"],
  "smile-teeth": ["mouth-open"],
  "hair-over-eyes": ["eyes-closed", "face-unclear", "hair-over-brows", "hair-over-forehead"],
  "hair-over-brows": ["face-unclear"],
  "hair-over-forehead": ["hair-over-brows"],
  mask: ["occluded-mouth", "mouth-open", "ears-hidden", "earrings", "necklace", "face-unclear", "not-frontal"],
  "occluded-mouth": ["face-unclear"],
  "hand-in-frame": ["occluded-mouth", "mouth-open", "sleeveless"],
  sunglasses: ["eyes-closed", "hair-over-eyes", "earrings", "dark", "face-unclear"],
  headwear: [
    "ears-hidden",
    "earrings",
    "necklace",
    "hair-over-forehead",
    "hair-over-brows",
    "hair-top",
    "face-unclear",
  ],
  "blue-clothes": ["low-contrast"],
  "hair-top": ["eye-line", "face-width"],
  "eye-line": ["face-width"],
};

/** The checks that explain this one's finding, in the order of the table. */
export const causesOf = (id: CheckId): readonly string[] =>
  Object.entries(consequences).flatMap(([cause, ids]) => (ids.includes(id) ? [cause] : []));
