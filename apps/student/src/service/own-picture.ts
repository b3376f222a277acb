/** The service's pictures of the student, fetched with the session: their addresses alone open nothing. */
import { useEffect, useState } from "react";
import { platform } from "../platform/index.ts";
import { useSessionToken } from "../state/session.ts";

/** Views that are switched between show the same few again. */
const mostKept = 8;
const triesAfterMs = [2000, 5000, 15_000];

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

/** `path`: as the service says. Empty until it is there; the one before stays while its next address is fetched. */
export function useOwnPicture(path: string): string {
  const token = useSessionToken();
  const [shown, setShown] = useState("");
  useEffect(() => {
    if (token === null) {
      setShown("");
      return;
    }
    let timer: ReturnType<typeof setTimeout>;
    let left = false;
    const fetchIt = async (tries: readonly number[]): Promise<void> => {
      const url = await open(path, token);
      if (left) return;
      if (url !== null) setShown(url);
      const [afterMs, ...later] = tries;
      if (url === null && afterMs !== undefined) timer = setTimeout(() => void fetchIt(later), afterMs);
    };
    void fetchIt(triesAfterMs);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [path, token]);
  return shown;
}
