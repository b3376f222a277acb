/** Fetch with a timeout that also covers the body, so that no caller waits forever. */

export const fetchWithin =
  (ms: number) =>
  (url: string, init: RequestInit): Promise<Response> => {
    const ending = new AbortController();
    // Aborting after the body was read has no effect.
    setTimeout(() => ending.abort(), ms);
    return fetch(url, { ...init, signal: ending.signal });
  };
