/** Works out what shows that no machine asks in bulk, a slice at a time, so that the page stays alive. */
import type { RouteAnswer } from "@gradphoto/domain/client";

type Challenge = RouteAnswer<"startHumanProof">;

const sliceMs = 30;
const hashesBetweenLooks = 256;
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** null when its time is over first, and in the mini-program, where WeChat signs in. */
export async function workOut(challenge: Challenge): Promise<{ token: string; answer: string } | null> {
  if (process.env.TARO_ENV !== "weapp") {
    const [{ sha256 }, { utf8ToBytes }] = await Promise.all([
      import("@noble/hashes/sha2.js"),
      import("@noble/hashes/utils.js"),
    ]);
    return search(challenge, (text) => sha256(utf8ToBytes(text)));
  }
  return null;
}

async function search({ token, bits, expiresAt }: Challenge, hash: (text: string) => Uint8Array) {
  const untilMs = Date.parse(expiresAt);
  for (let tried = 0; Date.now() < untilMs; await pause()) {
    const sliceEndsMs = Date.now() + sliceMs;
    while (Date.now() < sliceEndsMs) {
      for (let left = hashesBetweenLooks; left > 0; left--) {
        const answer = String(tried);
        if (beginsWithZeros(hash(`${token}:${answer}`), bits)) return { token, answer };
        tried += 1;
      }
    }
  }
  return null;
}

function beginsWithZeros(hash: Uint8Array, bits: number): boolean {
  for (let at = 0; at < bits; at++) {
    if (((hash[at >> 3] ?? 0) >> (7 - (at & 7))) & 1) return false;
  }
  return true;
}
