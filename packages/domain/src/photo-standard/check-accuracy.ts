/** How well each check tells its fault on labelled photos of people; written by `npm run lab -- eval --table`, never by hand. */
import type { CheckId } from "./check-facts.ts";

export interface CountedCheck {
  /** Photos with the fault, and how many of them the check found. */
  readonly faulty: number;
  readonly found: number;
  /** Reviewed photos without the fault, and how many of them it warned of or refused all the same. */
  readonly fine: number;
  readonly falseAlarms: number;
}

export const checkAccuracy: Readonly<Partial<Record<CheckId, CountedCheck>>> = {
  "seen-before": { faulty: 0, found: 0, fine: 0, falseAlarms: 0 },
  "no-face": { faulty: 1, found: 1, fine: 237, falseAlarms: 0 },
  "face-count": { faulty: 2, found: 2, fine: 257, falseAlarms: 1 },
  "face-unclear": { faulty: 0, found: 0, fine: 241, falseAlarms: 1 },
  "not-a-person": { faulty: 18, found: 5, fine: 234, falseAlarms: 0 },
  grayscale: { faulty: 2, found: 2, fine: 257, falseAlarms: 0 },
  selfie: { faulty: 2, found: 1, fine: 0, falseAlarms: 0 },
  "edited-or-generated": { faulty: 20, found: 20, fine: 241, falseAlarms: 0 },
  "capture-date": { faulty: 6, found: 6, fine: 0, falseAlarms: 0 },
  "low-resolution": { faulty: 20, found: 19, fine: 38, falseAlarms: 0 },
  blur: { faulty: 2, found: 2, fine: 248, falseAlarms: 0 },
  dark: { faulty: 4, found: 2, fine: 236, falseAlarms: 1 },
  overexposed: { faulty: 2, found: 2, fine: 248, falseAlarms: 0 },
  "uneven-light": { faulty: 2, found: 2, fine: 222, falseAlarms: 1 },
  "not-frontal": { faulty: 17, found: 15, fine: 189, falseAlarms: 2 },
  "head-tilt": { faulty: 23, found: 22, fine: 131, falseAlarms: 0 },
  "framing-tight": { faulty: 27, found: 27, fine: 170, falseAlarms: 2 },
  "eyes-closed": { faulty: 3, found: 3, fine: 244, falseAlarms: 3 },
  "mouth-open": { faulty: 8, found: 8, fine: 176, falseAlarms: 0 },
  "smile-teeth": { faulty: 36, found: 34, fine: 177, falseAlarms: 0 },
  "hair-over-eyes": { faulty: 1, found: 1, fine: 213, falseAlarms: 0 },
  "hair-over-brows": { faulty: 1, found: 1, fine: 212, falseAlarms: 1 },
  "hair-over-forehead": { faulty: 12, found: 12, fine: 211, falseAlarms: 2 },
  "ears-hidden": { faulty: 57, found: 53, fine: 121, falseAlarms: 2 },
  mask: { faulty: 11, found: 9, fine: 245, falseAlarms: 2 },
  "occluded-mouth": { faulty: 0, found: 0, fine: 254, falseAlarms: 0 },
  "hand-in-frame": { faulty: 19, found: 17, fine: 215, falseAlarms: 1 },
  sunglasses: { faulty: 5, found: 3, fine: 246, falseAlarms: 0 },
  headwear: { faulty: 12, found: 9, fine: 229, falseAlarms: 3 },
  earrings: { faulty: 23, found: 16, fine: 185, falseAlarms: 1 },
  necklace: { faulty: 13, found: 13, fine: 205, falseAlarms: 3 },
  "blue-clothes": { faulty: 20, found: 16, fine: 180, falseAlarms: 3 },
  "low-contrast": { faulty: 0, found: 0, fine: 221, falseAlarms: 0 },
  sleeveless: { faulty: 16, found: 15, fine: 207, falseAlarms: 2 },
  "background-busy": { faulty: 126, found: 106, fine: 90, falseAlarms: 4 },
  "background-shadow": { faulty: 0, found: 0, fine: 247, falseAlarms: 2 },
  "edge-fringe": { faulty: 0, found: 0, fine: 236, falseAlarms: 1 },
};
