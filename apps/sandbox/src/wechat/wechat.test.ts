import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { settings } from "../settings.ts";
import { minutes, type OpenSandbox, openSandbox, passTime } from "../testing/open-sandbox.ts";

const { miniProgram, officialAccount } = settings.wechat;
const person = z.object({
  id: z.string(),
  phone: z.string(),
  unionid: z.string(),
  miniProgramOpenid: z.string(),
  officialAccountOpenid: z.string(),
});

let sandbox: OpenSandbox;
let someone: z.infer<typeof person>;
beforeEach(async () => {
  sandbox = openSandbox();
  someone = person.parse((await sandbox.post("/control/wechat/users", {})).body);
});

const mint = async (kind: string): Promise<string> =>
  z
    .object({ code: z.string() })
    .parse((await sandbox.post(`/control/wechat/${kind}-code`, { userId: someone.id })).body).code;

const loginUrl = (code: string, secret: string = miniProgram.secret): string =>
  `/sns/jscode2session?appid=${miniProgram.appid}&secret=${secret}&js_code=${code}&grant_type=authorization_code`;

const requestToken = async (more: object = {}): Promise<string> => {
  const { body } = await sandbox.post("/cgi-bin/stable_token", {
    grant_type: "client_credential",
    ...miniProgram,
    ...more,
  });
  return z.object({ access_token: z.string() }).parse(body).access_token;
};

describe("login codes", () => {
  test("a login code is exchanged once for openid, unionid and session key; a second use fails with 40163", async () => {
    const code = await mint("login");
    const first = await sandbox.get(loginUrl(code));
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({
      openid: someone.miniProgramOpenid,
      unionid: someone.unionid,
    });
    expect(Buffer.from(String(first.body.session_key), "base64")).toHaveLength(16);
    expect(await sandbox.get(loginUrl(code))).toMatchObject({
      status: 200,
      body: { errcode: 40163 },
    });
  });

  test("an expired or made-up login code, or a code of another kind, is refused", async () => {
    const expired = await mint("login");
    passTime(sandbox, minutes(5));
    for (const code of [expired, "made-up", "__proto__", await mint("phone")]) {
      expect(await sandbox.get(loginUrl(code)), code).toMatchObject({
        status: 200,
        body: { errcode: 40029 },
      });
    }
  });

  test("a wrong secret does not use up the login code", async () => {
    const code = await mint("login");
    expect((await sandbox.get(loginUrl(code, "wrong"))).body).toMatchObject({ errcode: 40125 });
    expect((await sandbox.get(loginUrl(code))).body).toHaveProperty("openid");
  });
});

describe("the stable access token", () => {
  test("stays the same until its last five minutes, in which the old token still works", async () => {
    const first = await requestToken();
    expect(await requestToken()).toBe(first);
    passTime(sandbox, minutes(116));
    expect(await requestToken()).not.toBe(first);
    const { body } = await sandbox.post(`/wxa/business/getuserphonenumber?access_token=${first}`, {
      code: await mint("phone"),
    });
    expect(body).toMatchObject({ errcode: 0 });
  });

  test("is revoked at once when a new one is forced", async () => {
    const first = await requestToken();
    const second = await requestToken({ force_refresh: true });
    expect(second).not.toBe(first);
    const { body } = await sandbox.post(`/wxa/business/getuserphonenumber?access_token=${first}`, {
      code: "x",
    });
    expect(body).toMatchObject({ errcode: 42001 });
  });
});

describe("phone codes", () => {
  test("a phone code is exchanged once for a number, within five minutes, with an access token", async () => {
    const url = `/wxa/business/getuserphonenumber?access_token=${await requestToken()}`;
    const code = await mint("phone");
    expect((await sandbox.post("/wxa/business/getuserphonenumber", { code })).body).toMatchObject({
      errcode: 41001,
    });
    expect((await sandbox.post(`${url}x`, { code })).body).toMatchObject({ errcode: 40001 });
    expect((await sandbox.post(url, { code })).body).toMatchObject({
      errcode: 0,
      phone_info: {
        purePhoneNumber: someone.phone,
        countryCode: "86",
        watermark: { appid: miniProgram.appid },
      },
    });
    expect((await sandbox.post(url, { code })).body).toMatchObject({ errcode: 40029 });
  });
});

test("each message needs a subscription of its own, and sent messages are logged", async () => {
  const url = `/cgi-bin/message/subscribe/send?access_token=${await requestToken()}`;
  const message = {
    touser: someone.miniProgramOpenid,
    template_id: "t1",
    data: { phrase1: { value: "审核通过" } },
  };
  expect((await sandbox.post(url, message)).body).toMatchObject({ errcode: 43101 });
  await sandbox.post("/control/wechat/accept-messages", { userId: someone.id, templateId: "t1" });
  expect((await sandbox.post(url, { ...message, data: { phrase1: "通过" } })).body).toMatchObject({
    errcode: 47003,
  });
  expect((await sandbox.post(url, { ...message, touser: "nobody" })).body).toMatchObject({
    errcode: 40003,
  });
  expect((await sandbox.post(url, message)).body).toMatchObject({ errcode: 0 });
  expect((await sandbox.post(url, message)).body).toMatchObject({ errcode: 43101 });
  expect((await sandbox.get("/control/wechat/messages")).body).toMatchObject([
    { openid: someone.miniProgramOpenid, templateId: "t1" },
  ]);
});

test("a mini-program code is a PNG for a scene of up to 32 characters and an unpublished page", async () => {
  const url = `/wxa/getwxacodeunlimit?access_token=${await requestToken()}`;
  const codeRequest = { scene: "s=10559", page: "entry/start/index", check_path: false };
  const drawn = await sandbox.app.inject({ method: "POST", url, payload: codeRequest });
  expect(drawn.headers["content-type"]).toBe("image/png");
  expect(drawn.rawPayload.subarray(1, 4).toString()).toBe("PNG");
  for (const scene of ["", "学校", "x".repeat(33)])
    expect((await sandbox.post(url, { ...codeRequest, scene })).body, scene).toMatchObject({
      errcode: 40129,
    });
  expect((await sandbox.post(url, { ...codeRequest, check_path: true })).body).toMatchObject({
    errcode: 41030,
  });
  expect((await sandbox.post(`${url}x`, codeRequest)).body).toMatchObject({ errcode: 40001 });
});

describe("the web sign-in", () => {
  const request = (redirect: string, scope = "snsapi_userinfo"): URLSearchParams =>
    new URLSearchParams({
      appid: officialAccount.appid,
      redirect_uri: redirect,
      response_type: "code",
      scope,
      state: "s&1",
    });
  const choose = (fields: URLSearchParams) =>
    sandbox.app.inject({
      method: "POST",
      url: "/connect/oauth2/authorize",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      payload: fields.toString(),
    });
  const exchange = (code: string) =>
    sandbox.get(
      `/sns/oauth2/access_token?appid=${officialAccount.appid}&secret=${officialAccount.secret}&code=${code}&grant_type=authorization_code`,
    );

  test("lists the test people and redirects with code and state, and the code works once", async () => {
    const fields = request("http://localhost:3000/back?a=1");
    const signInPage = await sandbox.app.inject({
      method: "GET",
      url: `/connect/oauth2/authorize?${fields}`,
    });
    expect(signInPage.body).toContain(someone.id);
    fields.set("userId", someone.id);
    const target = new URL(String((await choose(fields)).headers.location));
    expect(target.searchParams.get("state")).toBe("s&1");
    expect(target.searchParams.get("a")).toBe("1");
    const code = target.searchParams.get("code") ?? "";
    expect((await exchange(code)).body).toMatchObject({
      openid: someone.officialAccountOpenid,
      unionid: someone.unionid,
    });
    expect((await exchange(code)).body).toMatchObject({ errcode: 40163 });
  });

  test("redirects with only the state after a refusal", async () => {
    const target = new URL(
      String((await choose(request("http://localhost/back"))).headers.location),
    );
    expect([...target.searchParams.keys()]).toEqual(["state"]);
  });

  test("returns no unionid for the silent scope", async () => {
    const fields = request("http://localhost/back", "snsapi_base");
    fields.set("userId", someone.id);
    const target = new URL(String((await choose(fields)).headers.location));
    expect((await exchange(target.searchParams.get("code") ?? "")).body).not.toHaveProperty(
      "unionid",
    );
  });

  test.each(["https://elsewhere.example/", "javascript:alert(1)", "//localhost", ""])(
    "never redirects to %j",
    async (redirect) => {
      const { statusCode, headers } = await choose(request(redirect));
      expect(statusCode).toBe(400);
      expect(headers.location).toBeUndefined();
    },
  );
});

describe("ordered faults", () => {
  const order = (fault: object) => sandbox.post("/control/faults", fault);

  test("a fault occurs as often as ordered and does not use up the code", async () => {
    await order({ target: "wechat-login", kind: "busy", times: 2 });
    const code = await mint("login");
    expect((await sandbox.get(loginUrl(code))).body).toMatchObject({ errcode: -1 });
    expect((await sandbox.get(loginUrl(code))).body).toMatchObject({ errcode: -1 });
    expect((await sandbox.get(loginUrl(code))).body).toHaveProperty("openid");
  });

  test("a fault can be a 500, broken JSON, a delay or a lost response", async () => {
    const code = await mint("login");
    const request = () => sandbox.app.inject({ method: "GET", url: loginUrl(code) });
    await order({ target: "wechat-login", kind: "server-error" });
    expect((await request()).statusCode).toBe(500);
    await order({ target: "wechat-login", kind: "garbage" });
    const garbage = await request();
    expect(() => garbage.json()).toThrow();
    await order({ target: "wechat-login", kind: "lost-answer" });
    expect((await request()).statusCode).toBe(502);
    await order({ target: "wechat-login", kind: "slow", delayMs: 7000 });
    expect((await request()).json()).toMatchObject({ errcode: 40163 });
    expect(sandbox.waitedMs).toEqual([7000]);
  });

  test("an unknown target or kind of fault is refused with the existing kinds", async () => {
    expect(await order({ target: "wechat-login", kind: "tired" })).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("expired-code") },
    });
    expect(await order({ target: "moon", kind: "busy" })).toMatchObject({ status: 400 });
  });
});
