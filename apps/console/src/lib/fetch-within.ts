/** A request that ends by itself when nobody answers, or when the answer stops half-way: whoever waits for it can go on. */

export const fetchWithin =
  (ms: number) =>
  (url: string, init: RequestInit): Promise<Response> => {
    const ending = new AbortController();
    // Once all is read, ending it does nothing.
    setTimeout(() => ending.abort(), ms);
    return fetch(url, { ...init, signal: ending.signal });
  };
