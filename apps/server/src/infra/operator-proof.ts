/** What shows a process that whoever asks holds the same keys: made by the doctor, believed for a minute. */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Clock } from "./clock.ts";

const validMs = 60_000;

export interface OperatorProof {
  make(): string;
  isProof(text: string): boolean;
}

/** `key`: of signed addresses; what is signed here begins otherwise than those. */
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
      return input.length === right.length && timingSafeEqual(input, right) && leftMs > 0 && leftMs <= validMs;
    },
  };
}

/** Where a process tells whoever has a proof which address it sees. */
export const seenAddress = { path: "/doctor/seen-address", header: "x-gradphoto-operator-proof" } as const;
