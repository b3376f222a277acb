/** An answer that comes piece by piece, over fetch: an EventSource can carry no session. */
import type { OpenStream } from "@gradphoto/domain/client";

export const openWebStream: OpenStream = ({ url, headers }, listener) => {
  const leaving = new AbortController();
  const end = (): void => {
    if (!leaving.signal.aborted) listener.ended();
  };
  const read = async (): Promise<void> => {
    const { ok, body } = await fetch(url, { headers, signal: leaving.signal });
    if (!ok || body === null) return;
    const reader = body.getReader();
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await reader.read();
      if (done || leaving.signal.aborted) return;
      listener.text(decoder.decode(value, { stream: true }));
    }
  };
  read().then(end, end);
  return () => leaving.abort();
};
