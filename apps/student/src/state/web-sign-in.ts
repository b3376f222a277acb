/** What was sent along to WeChat's sign-in page, kept on the device until it comes back. */
import { platform } from "../platform/index.ts";

const key = "gradphoto-web-sign-in";

/** A new state for the sign-in page; `turn`: which try it is. */
export function newWebSignIn(turn: number): string {
  const random = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0"));
  const state = `${random.join("")}-${turn}`;
  platform.store.write(key, state);
  return state;
}

/** Which try came back with this state; null when none of ours did. */
export function webSignInTurn(state: string): number | null {
  if (state === "" || state !== platform.store.read(key)) return null;
  return Number(state.split("-")[1]);
}

export const clearWebSignIn = (): void => platform.store.write(key, null);
