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
    if (stored.size <= mostKept) break;
    stored.delete(oldest);
    void picture.then((url) => {
      if (url !== null) platform.closePicture(url);
    });
  }
  return visible;
}

/**
 * `path`: as the service says; null asks for none. Empty until it is there; the one before stays while its next address is
 * fetched.
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
      else if (tried < mostTries)
        timer = setTimeout(() => void fetchIt(tried + 1), Math.min(againAfterMs * tried, againUpToMs));
    };
    void fetchIt(1);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [path, token]);
  return visible;
}
