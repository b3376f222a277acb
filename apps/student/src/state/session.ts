/** The token of the session, kept on the device until the student signs out or it ends; the same in every open page. */
import { platform } from "../platform/index.ts";
import { createState } from "./create-state.ts";

const key = "gradphoto-session";

const state = createState(platform.store.read(key));
platform.store.follow(key, state.write);

export const sessionToken = state.read;
export const useSessionToken = state.use;

export function keepSession(token: string | null): void {
  platform.store.write(key, token);
  state.write(token);
}

/** Forgets this session, which has ended; a newer one that another page has begun stays. */
export function endSession(ended: string | null): void {
  const stored = platform.store.read(key);
  if (stored === ended) keepSession(null);
  else state.write(stored);
}
