/** Login flow through an identity provider: this tab recognizes its return by the state it stored before leaving. */

const key = "gradphoto-console-browser";

/** Random id by which the service recognizes this browser, so that login attempts by strangers cannot lock it out. */
export function browserId(): string {
  const id = localStorage.getItem(key) ?? crypto.randomUUID();
  localStorage.setItem(key, id);
  return id;
}

const storedAt = "gradphoto.identity-trip";

interface LoginFlow {
  readonly state: string;
  /** Binds the identity to the signed-in account; otherwise it is a sign-in. */
  readonly binds: boolean;
}

export const isReturnPage = (): boolean => location.pathname.endsWith("/console/returned");

export function redirectToProvider(url: string, { state, binds }: LoginFlow): void {
  sessionStorage.setItem(storedAt, `${binds ? "binds" : "signs-in"} ${state}`);
  location.assign(url);
}

/** The login flow this tab started; null for an address that somebody else made. */
export function readLoginFlow(): LoginFlow | null {
  const [what, state] = (sessionStorage.getItem(storedAt) ?? "").split(" ");
  const returned = new URLSearchParams(location.search).get("state");
  return state && state === returned ? { state, binds: what === "binds" } : null;
}

/** Returns the provider's answer once, and removes it from memory and address, where others could read the ticket. */
export function takeProviderAnswer(): string {
  const returned = location.search.slice(1);
  sessionStorage.removeItem(storedAt);
  history.replaceState(history.state, "", location.pathname);
  return returned;
}
