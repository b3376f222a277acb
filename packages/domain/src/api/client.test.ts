import { expect, test } from "vitest";
import {
  type ClientOptions,
  createClient,
  type Transport,
  type TransportAnswer,
  type TransportRequest,
} from "./client.ts";
import { problemOf } from "./problem.ts";

const options: ClientOptions = {
  baseUrl: "https://example.test/api/",
  language: "zh",
  contractVersion: 7,
  sessionToken: () => "s3cret",
};

const json = (status: number, body: unknown): TransportAnswer => ({
  status,
  headers: {},
  body: JSON.stringify(body),
});

function recorded(answer: TransportAnswer) {
  const requests: TransportRequest<string>[] = [];
  const transport: Transport<string> = async (request) => {
    requests.push(request);
    return answer;
  };
  return { call: createClient(transport, options), requests };
}

test("sends body, session, language and contract version as the route requires", async () => {
  const { call, requests } = recorded(
    json(200, { readingId: "r-1", attemptsLeft: 5, expiresAt: "2026-11-24T12:00:00Z" }),
  );
  const answer = await call("readCode", { body: { text: "码" } });
  expect(answer).toMatchObject({ ok: true, value: { attemptsLeft: 5 } });
  expect(requests).toEqual([
    {
      method: "POST",
      url: "https://example.test/api/v1/collection-codes/read",
      headers: {
        accept: "application/json",
        "accept-language": "zh-CN",
        authorization: "Bearer s3cret",
        "content-type": "application/json",
        "gradphoto-contract": "7",
      },
      body: { kind: "json", text: '{"text":"码"}' },
    },
  ]);
});

test("encodes path and query, omits undefined parameters, and accepts an unpaired surrogate", async () => {
  const { call, requests } = recorded(json(200, {}));
  await call("readOpenProject", { params: { schoolCode: "../1?", category: "bachelor" } });
  await call("findSchools", { query: { query: "暨南 &\ud83d", limit: 5 } });
  await call("findSchools", { query: { query: "a", limit: undefined } });
  expect(requests.map((request) => request.url.replace(options.baseUrl, "/"))).toEqual([
    "/v1/schools/..%2F1%3F/projects/bachelor",
    "/v1/schools?query=%E6%9A%A8%E5%8D%97%20%26%EF%BF%BD&limit=5",
    "/v1/schools?query=a",
  ]);
});

test("passes a picture to the transport as a platform file, without setting a content type", async () => {
  const { call, requests } = recorded(json(200, { text: "码" }));
  await call("readCodePicture", { picture: "wxfile://tmp/1.png" });
  expect(requests[0]?.body).toEqual({
    kind: "picture",
    field: "picture",
    picture: "wxfile://tmp/1.png",
  });
  expect(requests[0]?.headers).not.toHaveProperty("content-type");
});

test("sends the idempotency key if the route requires one", async () => {
  const { call, requests } = recorded(json(200, {}));
  await call("startCollection", {
    body: { readingId: "r-1", noPhotoYet: true },
    idempotencyKey: "key-00001",
  });
  expect(requests[0]?.headers["idempotency-key"]).toBe("key-00001");
});

test("reads the session token at every call, and sends none before sign-in", async () => {
  const requests: TransportRequest<never>[] = [];
  let token: string | null = null;
  const transport: Transport<never> = async (request) => {
    requests.push(request);
    return json(200, {});
  };
  const call = createClient(transport, { ...options, sessionToken: () => token });
  await call("readAccount", {});
  token = "later";
  await call("readAccount", {});
  expect(requests.map((request) => request.headers.authorization)).toEqual([
    undefined,
    "Bearer later",
  ]);
});

test("returns the server's problem for a refusal, even if its code is unknown to the client", async () => {
  const wrong = problemOf(
    "last-four-wrong",
    { attemptsLeft: 4 },
    { language: "zh", requestId: "r-9" },
  );
  const { call } = recorded(json(422, wrong));
  const input = { body: { readingId: "r-1", lastFour: "1234" } };
  expect(await call("verifyCode", input)).toEqual({ ok: false, problem: wrong });
  const newer = { ...wrong, code: "added-later" };
  expect(await recorded(json(422, newer)).call("verifyCode", input)).toEqual({
    ok: false,
    problem: newer,
  });
});

test("turns a response that is not valid JSON of the contract into a problem with a message", async () => {
  for (const body of ["<html>sign in to the hotel</html>", "", "null", "[]", '"text"', '{"cut']) {
    const { call } = recorded({ status: 200, headers: { "x-request-id": "r-3" }, body });
    const answer = await call("readAccount", {});
    expect(answer).toMatchObject({
      ok: false,
      problem: { code: "answer-unreadable", requestId: "r-3" },
    });
  }
  expect(await recorded(json(502, { any: "thing" })).call("readAccount", {})).toMatchObject({
    problem: { code: "answer-unreadable", status: 502 },
  });
});

test("turns a failed transport into a problem with a message, and never rejects", async () => {
  const call = createClient(() => Promise.reject(new Error("offline")), {
    ...options,
    language: "en",
  });
  expect(await call("readAccount", {})).toMatchObject({
    ok: false,
    problem: {
      code: "network-unreachable",
      status: 0,
      detail: expect.stringContaining("connection"),
    },
  });
});

test("does not compile with input that a route does not accept or lacks", async () => {
  const { call, requests } = recorded(json(200, {}));
  // @ts-expect-error the body lacks its code
  await call("signInWithWechat", { body: {} });
  // @ts-expect-error the query has no `size`
  await call("findSchools", { query: { query: "a", size: 3 } });
  // @ts-expect-error the idempotency key is missing
  await call("startCollection", { body: { readingId: "r-1", noPhotoYet: true } });
  // @ts-expect-error the picture is missing
  await call("readCodePicture", {});
  // @ts-expect-error there is no such route
  await expect(call("readEverything", {})).rejects.toThrow();
  expect(requests).toHaveLength(4);
});
