/** The token of the session, kept on the device until the student signs out or it ends. */
import { platform } from "../platform/index.ts";
import { createState } from "./create-state.ts";

const key = "gradphoto-session";

const state = createState(platform.store.read(key));

export const sessionToken = state.read;
export const useSessionToken = state.use;

export function keepSession(token: string | null): void {
  platform.store.write(key, token);
  state.write(token);
}
