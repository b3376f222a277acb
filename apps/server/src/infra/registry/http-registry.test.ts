import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { createHttpRegistry } from "./http-registry.ts";

let next: { status: number; body: string } = { status: 200, body: "" };
const seen: { url: string | undefined; authorization: string | undefined }[] = [];
const server = createServer((request, response) => {
  seen.push({ url: request.url, authorization: request.headers.authorization });
  request.resume().on("end", () => response.writeHead(next.status).end(next.body));
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
afterAll(() => void server.close());
const port = (address: AddressInfo | string | null): number =>
  typeof address === "object" ? (address?.port ?? 0) : 0;
const baseUrl = `http://127.0.0.1:${port(server.address())}`;
const registry = createHttpRegistry({ baseUrl, key: "k", timeoutMs: 5000 });
const answered = async (status: number, body: object | string) => {
  next = { status, body: typeof body === "string" ? body : JSON.stringify(body) };
  return registry.queryBatch("b-1");
};

test("the registry client sends its API key and reads the result of each photo", async () => {
  const items = [
    { itemId: "1", state: "pending", receipt: null, reason: null, addedLater: 1 },
    { itemId: "2", state: "accepted", receipt: "R1", reason: null },
    { itemId: "3", state: "refused", receipt: null, reason: "background" },
  ];
  expect(await answered(200, { receipt: "B1", items })).toEqual({
    receipt: "B1",
    items: [
      { itemId: "1", state: "pending" },
      { itemId: "2", state: "accepted", receipt: "R1" },
      { itemId: "3", state: "refused", reason: "background" },
    ],
  });
  expect(seen.at(-1)).toEqual({ url: "/registry/batches/b-1", authorization: "Bearer k" });
});

test("the registry client distinguishes every kind of failure and rejects incomplete responses", async () => {
  expect(await answered(404, { code: "unknown-batch" })).toEqual({ fault: "unknown-batch" });
  expect(await answered(404, { code: "not-found" })).toEqual({ fault: "request-refused" });
  expect(await answered(401, { code: "unauthorized" })).toEqual({ fault: "unauthorized" });
  expect(await answered(503, { code: "busy" })).toEqual({ fault: "busy" });
  expect(await answered(500, {})).toEqual({ fault: "unreachable" });
  expect(await answered(200, "{cut")).toEqual({ fault: "unreachable" });
  for (const item of [
    { state: "accepted", receipt: null },
    { state: "maybe" },
    { state: "refused", reason: "" },
  ])
    expect(await answered(200, { receipt: "B1", items: [{ itemId: "1", ...item }] })).toEqual({
      fault: "answer-unreadable",
    });
  const away = createHttpRegistry({ baseUrl: "http://127.0.0.1:1", key: "k", timeoutMs: 5000 });
  expect(await away.uploadBatch("b-1", [])).toEqual({ fault: "unreachable" });
});
