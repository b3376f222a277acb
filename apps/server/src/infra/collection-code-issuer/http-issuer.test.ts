import { createHmac } from "node:crypto";
import { createServer, type RequestListener } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { createHttpIssuer } from "./http-issuer.ts";

const lastFourKey = "test-last-four-key";
const opened = {
  codeId: "c-1",
  schoolCode: "10559",
  schoolName: "暨南大学",
  category: "bachelor",
  graduationYear: 2027,
  expiresAt: "2027-04-01T00:00:00.000Z",
  lastFourHash: "0".repeat(64),
};
const student = {
  codeId: "c-1",
  schoolCode: "10559",
  name: "测试甲",
  department: "",
  major: "软件工程",
  class: "",
  level: "本科",
  studentNumber: "1",
};

/** Starts an issuer client with `gateway` as the HTTP server. */
async function against(gateway: RequestListener, timeoutMs = 20_000) {
  const server = createServer(gateway);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return createHttpIssuer({
    baseUrl: `http://127.0.0.1:${port}`,
    key: "test-key",
    lastFourKey,
    timeoutMs,
  });
}

const answering = (status: number, body: string | Buffer, headers: Record<string, string> = {}) =>
  against((_, response) => response.writeHead(status, headers).end(body));

test("the issuer client sends its API key and reads the response, ignoring unknown fields", async () => {
  const requests: unknown[] = [];
  const issuer = await against(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    requests.push([request.method, request.url, request.headers.authorization, JSON.parse(body)]);
    response.end(
      JSON.stringify({ ...(request.url === "/chsi/decode" ? opened : student), addedLater: 1 }),
    );
  });
  const { schoolName: _, ...stored } = opened;
  expect(await issuer.decode("码")).toEqual({ ...stored, expiresAt: new Date(opened.expiresAt) });
  expect(await issuer.verify("码", "002X")).toEqual(student);
  expect(requests).toEqual([
    ["POST", "/chsi/decode", "Bearer test-key", { text: "码" }],
    ["POST", "/chsi/verify", "Bearer test-key", { text: "码", lastFour: "002X" }],
  ]);
});

test.each([
  [422, "not-a-code"],
  [422, "other-issuer"],
  [422, "forged"],
  [422, "expired"],
  [422, "unknown-student"],
  [422, "last-four-wrong"],
  [409, "already-collected"],
])("%i %s is passed on as the issuer's refusal", async (status, code) => {
  const issuer = await answering(status, JSON.stringify({ code, message: "…" }));
  expect(await issuer.verify("x", "0000")).toEqual({ fault: code });
});

test.each([
  [401, '{"code":"unauthorized"}', "unauthorized"],
  [403, "", "unauthorized"],
  [400, '{"code":"bad-request"}', "request-refused"],
  [422, '{"code":"something new"}', "request-refused"],
  [503, '{"code":"busy"}', "busy"],
  [429, "", "busy"],
  [500, "oops", "unreachable"],
  [502, "", "unreachable"],
  [503, '{"code":"forged"}', "busy"],
  [200, '{"code":"forged"}', "answer-unreadable"],
  [422, "<html>", "answer-unreadable"],
  [404, "", "answer-unreadable"],
  [204, "", "answer-unreadable"],
  [302, "", "answer-unreadable"],
] as const)("status %i with %j is reported as %s", async (status, body, fault) => {
  const issuer = await answering(status, body, { location: "/elsewhere" });
  expect(await issuer.decode("x")).toEqual({ fault });
});

test.each([
  ["nothing", ""],
  ["no JSON", "{"],
  ["null", "null"],
  ["a list", "[]"],
  ["no UTF-8", Buffer.from([0x22, 0xff, 0x22])],
  ["a field too few", JSON.stringify({ ...opened, codeId: undefined })],
  ["an empty id", JSON.stringify({ ...opened, codeId: " " })],
  ["NUL in an id", JSON.stringify({ ...opened, codeId: "a\0" })],
  ["a year in words", JSON.stringify({ ...opened, graduationYear: "2027" })],
  ["a time that is none", JSON.stringify({ ...opened, expiresAt: "soon" })],
  ["a hash too short", JSON.stringify({ ...opened, lastFourHash: "00" })],
  ["a school code that is none", JSON.stringify({ ...opened, schoolCode: "1" })],
  ["more than anybody reads", JSON.stringify({ ...opened, padding: "x".repeat(70_000) })],
  ["endless nesting", "[".repeat(30_000)],
])("a 200 response with %s is reported as unreadable", async (_, body) => {
  expect(await (await answering(200, body)).decode("x")).toEqual({ fault: "answer-unreadable" });
});

test("an absent, interrupted or silent gateway is reported as unreachable", async () => {
  const nobody = createHttpIssuer({
    baseUrl: "http://127.0.0.1:1",
    key: "k",
    lastFourKey,
    timeoutMs: 20_000,
  });
  expect(await nobody.decode("x")).toEqual({ fault: "unreachable" });
  const broken = await against((_, response) => {
    response.writeHead(200, { "content-length": "1000" });
    response.write("{", () => response.destroy());
  });
  expect(await broken.decode("x")).toEqual({ fault: "unreachable" });
  expect(await (await against(() => {}, 50)).decode("x")).toEqual({ fault: "unreachable" });
  const dripping = await against((_, response) => {
    response.writeHead(200).write("{");
  }, 50);
  expect(await dripping.decode("x")).toEqual({ fault: "unreachable" });
});

test("the last four characters are verified with the issuer's hash, which is bound to the code's id", () => {
  const issuer = createHttpIssuer({
    baseUrl: "http://127.0.0.1:1",
    key: "k",
    lastFourKey,
    timeoutMs: 1,
  });
  const lastFourHash = createHmac("sha256", lastFourKey).update("c-1:002X").digest("hex");
  expect(issuer.matchesLastFour({ codeId: "c-1", lastFourHash }, "002X")).toBe(true);
  expect(issuer.matchesLastFour({ codeId: "c-1", lastFourHash }, "0020")).toBe(false);
  expect(issuer.matchesLastFour({ codeId: "c-2", lastFourHash }, "002X")).toBe(false);
});
