/** `state` of the login flow through WeChat's page, stored on the device until the return. */
import { platform } from "../platform/index.ts";

const key = "gradphoto-web-sign-in";

/** A new state for the sign-in page; `turn`: number of the attempt. */
export function newWebSignIn(turn: number): string {
  const random = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) =>
    byte.toString(16).padStart(2, "0"),
  );
  const state = `${random.join("")}-${turn}`;
  platform.store.write(key, state);
  return state;
}

/** Attempt that belongs to this state; null when this device did not create it. */
export function webSignInTurn(state: string): number | null {
  if (state === "" || state !== platform.store.read(key)) return null;
  return Number(state.split("-")[1]);
}

export const clearWebSignIn = (): void => platform.store.write(key, null);
