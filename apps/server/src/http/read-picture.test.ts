import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { uploadedPicture } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { z } from "zod";
import { openStubApi } from "./testing/open-stub-api.ts";
import { multipart } from "./testing/request-of.ts";

// @ts-expect-error the stub returns the response of only this route
const { app, called } = openStubApi({ answer: async () => ({ text: "read" }) });
const url = "/v1/collection-codes/picture";

const send = (body: { payload: Buffer; headers: Record<string, string> }) =>
  app.inject({
    method: "POST",
    url,
    payload: body.payload,
    headers: { ...body.headers, authorization: "Bearer student" },
  });
const gotten = () => {
  const input = called.at(-1)?.input;
  return z.object({ picture: z.instanceof(Uint8Array) }).parse(input).picture;
};

test("the handler receives the picture's exact bytes, up to the size limit", async () => {
  for (const size of [1, 70_000, uploadedPicture.maxBytes]) {
    const bytes = Buffer.alloc(size, "picture");
    expect((await send(multipart("picture", bytes))).json()).toEqual({ text: "read" });
    expect(bytes.equals(gotten())).toBe(true);
  }
});

test("form fields before the picture are ignored", async () => {
  const field = '--limit\r\ncontent-disposition: form-data; name="user"\r\n\r\nmore\r\n';
  const { payload, headers } = multipart("picture", Buffer.from("picture"));
  const response = await send({ payload: Buffer.concat([Buffer.from(field), payload]), headers });
  expect(response.json()).toEqual({ text: "read" });
});

test("a picture one byte over the limit is refused and reaches no handler", async () => {
  called.length = 0;
  const response = await send(multipart("picture", Buffer.alloc(uploadedPicture.maxBytes + 1)));
  expect(response.json()).toMatchObject({ status: 413, code: "photo-too-large" });
  expect(response.json().words.en).toContain("10 MB");
  expect(called).toEqual([]);
});

test("an oversized invoice is refused with the invoice's own code", async () => {
  const { payload, headers } = multipart("invoice", Buffer.alloc(uploadedPicture.maxBytes + 1));
  const response = await app.inject({
    method: "POST",
    url: `/v1/staff/invoice-requests/${randomUUID()}/file`,
    payload,
    headers: { ...headers, authorization: "Bearer finance" },
  });
  expect(response.json()).toMatchObject({ status: 413, code: "invoice-too-large" });
});

test("a body without a picture is refused as photo-missing", async () => {
  called.length = 0;
  for (const body of [
    multipart("file", Buffer.from("x")),
    multipart("__proto__", Buffer.from("x")),
    multipart("picture", Buffer.alloc(0)),
    { payload: Buffer.from("{}"), headers: { "content-type": "application/json" } },
    { payload: Buffer.alloc(0), headers: {} },
    {
      payload: Buffer.alloc(0),
      headers: { "content-type": "multipart/form-data; boundary=limit" },
    },
  ]) {
    expect((await send(body)).json()).toMatchObject({ status: 400, code: "photo-missing" });
  }
  expect(called).toEqual([]);
});

test("a truncated body is refused as upload-incomplete", async () => {
  called.length = 0;
  const headers = { "content-type": "multipart/form-data; boundary=limit" };
  for (const body of [
    multipart("picture", Buffer.alloc(5000), ""),
    { payload: Buffer.from("x"), headers: { "content-type": "multipart/form-data" } },
    { payload: Buffer.from("--limit\r\ncontent-dis"), headers },
    { payload: Buffer.from("--other--\r\n"), headers },
  ]) {
    expect((await send(body)).json()).toMatchObject({ status: 400, code: "upload-incomplete" });
  }
  expect(called).toEqual([]);
});

test("a connection closed in the middle of an upload does not affect the server", async () => {
  called.length = 0;
  const address = new URL(await app.listen({ host: "127.0.0.1", port: 0 }));
  const { payload, headers } = multipart("picture", Buffer.alloc(100_000));
  const socket = connect(Number(address.port), address.hostname);
  const lines = [
    `POST ${url} HTTP/1.1`,
    "host: x",
    "authorization: Bearer student",
    `content-length: ${payload.length}`,
  ];
  socket.write(`${lines.join("\r\n")}\r\ncontent-type: ${headers["content-type"]}\r\n\r\n`);
  await new Promise((done) => socket.write(payload.subarray(0, 50_000), done));
  await new Promise((done) => socket.once("close", done).destroy());
  expect((await fetch(new URL("/healthz", address))).status).toBe(200);
  expect(called).toEqual([]);
});

test("after a refusal before the end of the body, the connection is closed and not reset", async () => {
  const { port, hostname } = new URL(app.listeningOrigin);
  const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
  socket.write(`POST ${url} HTTP/1.1\r\nhost: x\r\ncontent-length: 10000000\r\n\r\n`);
  socket.write(Buffer.alloc(3_000_000));
  let response = "";
  socket.on("data", (bytes) => {
    response += bytes.toString("latin1");
  });
  await once(socket, "end");
  expect(response).toMatch(/^HTTP\/1\.1 401 /);
  socket.destroy();
});
