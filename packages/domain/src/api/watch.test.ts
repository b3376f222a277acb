import { expect, test } from "vitest";
import type { StreamListener } from "./client.ts";
import { createWatch } from "./client.ts";

function openWatch() {
  const requests: { readonly url: string; readonly headers: Readonly<Record<string, string>> }[] =
    [];
  const listeners: StreamListener[] = [];
  const received: string[] = [];
  const watch = createWatch(
    (request, listener) => {
      requests.push(request);
      listeners.push(listener);
      return () => received.push("stopped");
    },
    {
      baseUrl: "https://service.test/",
      language: "zh",
      contractVersion: 1,
      sessionToken: () => "token",
    },
  );
  const stop = watch(
    "watchCollection",
    { params: { collectionId: "1" } },
    {
      event: ({ state }) => received.push(state),
      alive: () => {},
      ended: () => received.push("ended"),
    },
  );
  const [listener] = listeners;
  if (!listener) throw new Error("No stream was opened");
  return { request: requests[0], listener, received, stop };
}

test("requests events with the session and in the user's language", () => {
  const { request } = openWatch();
  expect(request?.url).toBe("https://service.test/v1/collections/1/events");
  expect(request?.headers).toMatchObject({
    authorization: "Bearer token",
    accept: "text/event-stream",
    "accept-language": "zh-CN",
  });
});

test("reports each event once, however the stream is split, and does not report keep-alive lines", () => {
  const { listener, received } = openWatch();
  const text = 'retry: 2000\n\n: \n\ndata: {"state":"paid"}\n\ndata: {"state":"ready"}\n\n';
  for (const letter of text) listener.text(letter);
  listener.text('data: {"state":"in_review"}\n\ndata: {"sta');
  listener.text('te":"approved"}\n\n');
  expect(received).toEqual(["paid", "ready", "in_review", "approved"]);
});

test("reports no event for an answer that is not an event stream, and reports its end", () => {
  const { listener, received, stop } = openWatch();
  listener.text('{"code":"not-found"}');
  listener.ended();
  stop();
  expect(received).toEqual(["ended", "stopped"]);
});
