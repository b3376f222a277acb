/** The service's pictures of the student, fetched with the session: their addresses alone open nothing. */
import { useEffect, useState } from "react";
import { platform } from "../platform/index.ts";
import { useSessionToken } from "../state/session.ts";

/** Views that are switched between show the same few again. */
const mostKept = 8;
/** It may still be prepared. */
const againAfterMs = 2000;
const againUpToMs = 15_000;
const mostTries = 20;

/** By session and address, those used last at the end. */
const kept = new Map<string, Promise<string | null>>();

function open(path: string, token: string): Promise<string | null> {
  const key = `${token} ${path}`;
  const shown = kept.get(key) ?? platform.openPicture({ path, token });
  kept.delete(key);
  kept.set(key, shown);
  void shown.then((url) => {
    if (url === null) kept.delete(key);
  });
  for (const [oldest, picture] of kept) {
    if (kept.size <= mostKept) break;
    kept.delete(oldest);
    void picture.then((url) => {
      if (url !== null) platform.closePicture(url);
    });
  }
  return shown;
}

/**
 * `path`: as the service says; null asks for none. Empty until it is there; the one before stays while its next address is
 * fetched.
 */
export function useOwnPicture(path: string | null): string {
  const token = useSessionToken();
  const [shown, setShown] = useState("");
  useEffect(() => {
    if (token === null || path === null) {
      setShown("");
      return;
    }
    let timer: ReturnType<typeof setTimeout>;
    let left = false;
    const fetchIt = async (tried: number): Promise<void> => {
      const url = await open(path, token);
      if (left) return;
      if (url !== null) setShown(url);
      else if (tried < mostTries)
        timer = setTimeout(() => void fetchIt(tried + 1), Math.min(againAfterMs * tried, againUpToMs));
    };
    void fetchIt(1);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [path, token]);
  return shown;
}
