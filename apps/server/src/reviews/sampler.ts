/** Sampling of submissions: for a second look, for review without the machine's verdict, and for honeypots. */
import type { InForce } from "../core/configuration/read-configuration.ts";
import type { HashForSearch } from "../infra/sealing/search-hash.ts";

const shareOf = {
  secondLook: "second-look-share",
  machineHidden: "hidden-verdict-share",
  honeypot: "known-photo-share",
} as const;

export type SampleKind = keyof typeof shareOf;

/** Decides if an id is sampled: deterministic for the shares in force, and unpredictable without the key. */
export type Sampler = (inForce: InForce, kind: SampleKind, id: string) => boolean;

const hexDigits = 12;

export const createSampler =
  (searchHash: HashForSearch): Sampler =>
  (inForce, kind, id) => {
    const digits = searchHash("review-sample", id, kind).slice(
      "hmac:".length,
      "hmac:".length + hexDigits,
    );
    return Number.parseInt(digits, 16) / 16 ** hexDigits < inForce(shareOf[kind]);
  };

/** True if the machine's verdict is hidden; never for submissions handed over, where it matters. */
export const isMachineHidden = (
  sample: Sampler,
  inForce: InForce,
  { handedTo }: { readonly handedTo: string | null },
  attemptId: string,
): boolean => handedTo === null && sample(inForce, "machineHidden", attemptId);
