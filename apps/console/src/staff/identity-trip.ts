/** On the way to an identity provider and back: this tab knows its own return by what it kept when it left. */

const keptAt = "gradphoto.identity-trip";

interface Trip {
  readonly state: string;
  /** To the account that is signed in; otherwise somebody signs in. */
  readonly binds: boolean;
}

export const isReturn = (): boolean => location.pathname.endsWith("/console/returned");

export function leaveFor(url: string, { state, binds }: Trip): void {
  sessionStorage.setItem(keptAt, `${binds ? "binds" : "signs-in"} ${state}`);
  location.assign(url);
}

/** What this tab left for; null for an address that somebody else made. */
export function readLoginFlow(): Trip | null {
  const [what, state] = (sessionStorage.getItem(keptAt) ?? "").split(" ");
  const returned = new URLSearchParams(location.search).get("state");
  return state && state === returned ? { state, binds: what === "binds" } : null;
}

/** What the provider sent back, once: it leaves this tab's memory and its address, where others could read the ticket. */
export function takeReturned(): string {
  const returned = location.search.slice(1);
  sessionStorage.removeItem(keptAt);
  history.replaceState(history.state, "", location.pathname);
  return returned;
}
