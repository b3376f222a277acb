/** Proof to a process that the caller has the same keys. The doctor creates it, and it is valid for one minute. */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Clock } from "./clock.ts";

const validMs = 60_000;

export interface OperatorProof {
  make(): string;
  isProof(text: string): boolean;
}

/**
 * Creates and verifies proofs. `key` also signs download links; the prefix keeps a proof from being accepted as the
 * signature of a link.
 */
export function createOperatorProof(key: Uint8Array, clock: Clock): OperatorProof {
  const sign = (untilMs: string): string =>
    createHmac("sha256", key).update(`operator-proof:${untilMs}`).digest("base64url");
  return {
    make: () => {
      const untilMs = String(clock().getTime() + validMs);
      return `${untilMs}.${sign(untilMs)}`;
    },
    isProof: (text) => {
      const [untilMs = "", signature = ""] = text.split(".", 2);
      const [input, right] = [Buffer.from(signature), Buffer.from(sign(untilMs))];
      const leftMs = Number(untilMs) - clock().getTime();
      return (
        input.length === right.length &&
        timingSafeEqual(input, right) &&
        leftMs > 0 &&
        leftMs <= validMs
      );
    },
  };
}

/** Endpoint that returns the address which the process sees, to a caller with a proof. */
export const seenAddress = {
  path: "/doctor/seen-address",
  header: "x-gradphoto-operator-proof",
} as const;
