/** Suppression of findings that follow from another finding, so that one cause has one finding. */
import type { CheckId, Finding } from "@gradphoto/domain/photo-standard";

interface Consequences {
  /** The finding is suppressed when one of these is reported with at least the same verdict. */
  readonly causedBy?: readonly CheckId[];
  /** The finding is suppressed only where one of these fails: a weak cause has no such effect. */
  readonly whenRefused?: readonly CheckId[];
}

const ofTheFraming = ["lower-edge", "hair-top", "eye-line", "face-width", "centring"] as const;

export const consequences: Readonly<Partial<Record<CheckId, Consequences>>> = {
  "no-face": { whenRefused: ["grayscale"] },
  "low-resolution": { whenRefused: ["framing-tight", "blur", "eyes-closed", "face-unclear"] },
  blur: { whenRefused: ["eyes-closed", "face-unclear"] },
  dark: { whenRefused: ["uneven-light", "face-unclear"] },
  // A turned head hides an ear, moves the hair line, is lit from one side, and measures narrow.
  "not-frontal": {
    whenRefused: [
      "ears-hidden",
      "hair-over-forehead",
      "hair-over-brows",
      "uneven-light",
      "eyes-closed",
      "mouth-open",
      "head-tilt",
      "face-unclear",
      ...ofTheFraming,
    ],
  },
  // The hair top is located along the face's own axis.
  "head-tilt": { whenRefused: ["face-unclear", ...ofTheFraming] },
  "framing-tight": { causedBy: ofTheFraming },
  "mouth-open": { causedBy: ["face-unclear"] },
  // Members of a family are displayed as one, so they do not explain each other.
  "hair-over-eyes": { causedBy: ["eyes-closed", "face-unclear"] },
  "hair-over-brows": { causedBy: ["face-unclear"] },
  mask: { causedBy: ["occluded-mouth", "mouth-open", "ears-hidden", "face-unclear"] },
  "occluded-mouth": { causedBy: ["face-unclear"] },
  "hand-in-frame": { causedBy: ["occluded-mouth"] },
  sunglasses: { causedBy: ["eyes-closed", "hair-over-eyes", "face-unclear"] },
  // Hood, strap and brim are where ears, earrings and hair are expected.
  headwear: {
    causedBy: ["ears-hidden", "earrings", "hair-over-forehead", "hair-over-brows", "face-unclear"],
    whenRefused: ["hair-top"],
  },
  "blue-clothes": { causedBy: ["low-contrast"] },
  "hair-top": { causedBy: ["eye-line", "face-width"] },
  "eye-line": { causedBy: ["face-width"] },
};

const consequencesById: ReadonlyMap<string, Consequences> = new Map(Object.entries(consequences));

const strength: Readonly<Record<Finding["verdict"], number>> = {
  pass: 0,
  unsure: 0,
  warn: 1,
  fail: 2,
};

type Reported = Pick<Finding, "id" | "verdict">;

/** Returns the reported finding that explains this one, or null when this one is reported itself. */
export function causeOf<One extends Reported>(finding: One, findings: readonly One[]): One | null {
  if (strength[finding.verdict] === 0) return null;
  const direct = findings.find((cause) => explains(cause, finding));
  return direct ? (causeOf(direct, findings) ?? direct) : null;
}

function explains(cause: Reported, { id, verdict }: Reported): boolean {
  if (strength[cause.verdict] < strength[verdict]) return false;
  const brings = consequencesById.get(cause.id);
  if (!brings) return false;
  const lists = [brings.causedBy, cause.verdict === "fail" ? brings.whenRefused : undefined];
  return lists.some((ids) => ids?.some((one) => one === id) ?? false);
}
