/** Session token, stored on the device until sign-out or expiry; shared by all open pages. */
import { platform } from "../platform/index.ts";
import { createState } from "./create-state.ts";

const key = "gradphoto-session";

const state = createState(platform.store.read(key));
platform.store.follow(key, state.write);

export const sessionToken = state.read;
export const useSessionToken = state.use;

export function storeSession(token: string | null): void {
  platform.store.write(key, token);
  state.write(token);
}

/** Removes this session, which has ended; a newer one started by another page stays. */
export function endSession(ended: string | null): void {
  const stored = platform.store.read(key);
  if (stored === ended) storeSession(null);
  else state.write(stored);
}
