/** Pictures of the student, fetched with the session: their URLs alone give no access. */
import { useEffect, useState } from "react";
import { platform } from "../platform/index.ts";
import { useSessionToken } from "../state/session.ts";

/** Views between which the student switches use the same few pictures. */
const maxEntries = 8;
/** Delay before a retry: the picture may still be in preparation. */
const repeatAfterMs = 2000;
const retryUpToMs = 15_000;
const maxTries = 20;

/** By session and URL, the most recently used last. */
const stored = new Map<string, Promise<string | null>>();

function open(path: string, token: string): Promise<string | null> {
  const key = `${token} ${path}`;
  const visible = stored.get(key) ?? platform.openPicture({ path, token });
  stored.delete(key);
  stored.set(key, visible);
  void visible.then((url) => {
    if (url === null) stored.delete(key);
  });
  for (const [oldest, picture] of stored) {
    if (stored.size <= maxEntries) break;
    stored.delete(oldest);
    void picture.then((url) => {
      if (url !== null) platform.closePicture(url);
    });
  }
  return visible;
}

/**
 * `path`: as the service returns it; null requests none. Empty until loaded; the previous picture stays while the next
 * loads.
 */
export function useOwnPicture(path: string | null): string {
  const token = useSessionToken();
  const [visible, setVisible] = useState("");
  useEffect(() => {
    if (token === null || path === null) {
      setVisible("");
      return;
    }
    let timer: ReturnType<typeof setTimeout>;
    let left = false;
    const fetchIt = async (tried: number): Promise<void> => {
      const url = await open(path, token);
      if (left) return;
      if (url !== null) setVisible(url);
      else if (tried < maxTries)
        timer = setTimeout(
          () => void fetchIt(tried + 1),
          Math.min(repeatAfterMs * tried, retryUpToMs),
        );
    };
    void fetchIt(1);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [path, token]);
  return visible;
}
