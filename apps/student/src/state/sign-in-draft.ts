/** Sign-in in progress, stored on the device: a phone may close the page while the student reads the text message. */
import { platform } from "../platform/index.ts";
import { createState } from "./create-state.ts";

export interface SignInDraft {
  readonly hasAgreed: boolean;
  readonly phone: string;
  /** Number that a code was sent to; empty for none. */
  readonly sentTo: string;
  /** Earliest time at which another code can be sent. */
  readonly nextAtMs: number;
}

const key = "gradphoto-sign-in";
/** Longer than a code is valid, short enough for a borrowed phone. */
const retentionMs = 600_000;
const empty: SignInDraft = { hasAgreed: false, phone: "", sentTo: "", nextAtMs: 0 };

/** Outdated or damaged data count as none. */
function readDraft(): SignInDraft {
  try {
    const stored: unknown = JSON.parse(platform.store.read(key) ?? "null");
    if (typeof stored !== "object" || stored === null) return empty;
    const { storedAtMs, ...draft } = { ...empty, storedAtMs: 0, ...stored };
    return Date.now() - storedAtMs < retentionMs && typeof draft.phone === "string" ? draft : empty;
  } catch {
    return empty;
  }
}

const state = createState(readDraft());

export const useSignInDraft = state.use;

export function changeSignInDraft(change: Partial<SignInDraft>): void {
  const changed = { ...state.read(), ...change };
  state.write(changed);
  platform.store.write(key, JSON.stringify({ ...changed, storedAtMs: Date.now() }));
}

export function endSignInDraft(): void {
  state.write(empty);
  platform.store.write(key, null);
}
