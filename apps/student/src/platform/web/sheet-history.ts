/** Closing an overlay by the browser's back button on the web: each overlay has its own history entry. */

interface Entry {
  readonly close: () => void;
  /** False once the browser has left it. */
  isOpen: boolean;
}

const entries: Entry[] = [];

/** Longer than a phone takes to go back within one page, also while it shrinks a photo. */
const wentBackWithinMs = 10_000;

interface Leaving {
  readonly closed: Promise<void>;
  readonly end: () => void;
}

let leaving: Leaving | null = null;

/** Goes back over the remaining entries; other listeners do not see these events. */
function leave(left: readonly Entry[]): void {
  const standing = left.filter(({ isOpen }) => isOpen);
  for (const entry of standing) entry.isOpen = false;
  if (standing.length === 0) return;
  let end = (): void => {};
  const missing = new Promise<void>((resolve) => {
    end = () => {
      leaving = null;
      resolve();
    };
  });
  leaving = { closed: missing, end };
  setTimeout(end, wentBackWithinMs);
  history.go(-standing.length);
}

if (process.env.TARO_ENV === "h5") {
  // Registered before the router's listener.
  addEventListener(
    "popstate",
    (event) => {
      const top = entries.filter(({ isOpen }) => isOpen).at(-1);
      if (leaving === null && top === undefined) return;
      event.stopImmediatePropagation();
      if (leaving) return leaving.end();
      if (top) {
        top.isOpen = false;
        top.close();
      }
    },
    true,
  );
}

/**
 * `close`: called by the back button. Returns a function that removes the entry after the overlay was closed otherwise.
 */
export function enterSheet(close: () => void): () => void {
  const entry: Entry = { close, isOpen: false };
  entries.push(entry);
  const reset = (): void => {
    if (!entries.includes(entry)) return;
    entry.isOpen = true;
    history.pushState(history.state, "");
  };
  if (leaving) void leaving.closed.then(reset);
  else reset();
  return () => {
    entries.splice(entries.indexOf(entry), 1);
    leave([entry]);
  };
}

/** Resolves once the browser is back at the page's own entry; null: it is already. */
export function backFromSheets(): Promise<void> | null {
  leave(entries);
  return leaving?.closed ?? null;
}
