/** Which submissions are taken for a second look, shown without the machine's verdict, or mixed with known ones. */
import type { InForce } from "../core/configuration/read-configuration.ts";
import type { HashForSearch } from "../infra/sealing/search-hash.ts";

const shareOf = {
  secondLook: "second-look-share",
  machineHidden: "hidden-verdict-share",
  honeypot: "known-photo-share",
} as const;

export type SampleKind = keyof typeof shareOf;

/** By the shares in force the same answer for the same id at any time, and nobody without the key can tell which it is. */
export type Sampler = (inForce: InForce, kind: SampleKind, id: string) => boolean;

const hexDigits = 12;

export const createSampler =
  (searchHash: HashForSearch): Sampler =>
  (inForce, kind, id) => {
    const digits = searchHash("review-sample", id, kind).slice("hmac:".length, "hmac:".length + hexDigits);
    return Number.parseInt(digits, 16) / 16 ** hexDigits < inForce(shareOf[kind]);
  };

/** Whether a reviewer judges alone: never what was handed over, where the question is what the machine and others saw. */
export const isMachineHidden = (
  sample: Sampler,
  inForce: InForce,
  { handedTo }: { readonly handedTo: string | null },
  attemptId: string,
): boolean => handedTo === null && sample(inForce, "machineHidden", attemptId);
