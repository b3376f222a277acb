/** Which submissions are taken for a second look, shown without the machine's verdict, or mixed with known ones. */
import type { HashForSearch } from "../infra/sealing/search-hash.ts";

/** From 0 to 1 each. */
export interface SampleShares {
  readonly secondLook: number;
  readonly machineHidden: number;
  readonly honeypot: number;
}

/** The same answer for the same id at any time, and nobody without the key can tell which it is. */
export type Sampler = (kind: keyof SampleShares, id: string) => boolean;

const hexDigits = 12;

export const createSampler =
  (searchHash: HashForSearch, shares: SampleShares): Sampler =>
  (kind, id) => {
    const digits = searchHash("review-sample", id, kind).slice("hmac:".length, "hmac:".length + hexDigits);
    return Number.parseInt(digits, 16) / 16 ** hexDigits < shares[kind];
  };

/** Whether a reviewer judges alone: never what was handed over, where the question is what the machine and others saw. */
export const machineHidden = (sample: Sampler, { handedTo }: { readonly handedTo: string | null }, attemptId: string) =>
  handedTo === null && sample("machineHidden", attemptId);
