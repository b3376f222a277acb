import { createServer } from "node:http";
import sharp from "sharp";
import { afterEach, expect, onTestFinished, test } from "vitest";
import { startSandbox } from "../../testing/resources.ts";
import { createHttpWechat } from "./http-wechat.ts";

const sandbox = await startSandbox();
const { miniProgram, officialAccount } = sandbox.settings.wechat;
const warned: unknown[] = [];
const options = {
  baseUrl: sandbox.url,
  miniProgram,
  officialAccount,
  timeoutMs: 5000,
  warn: (fields: object) => void warned.push(fields),
};
const wechat = createHttpWechat(options);

afterEach(() => void warned.splice(0));

test("the mini-program, web and phone codes are exchanged for a person and a phone number", async () => {
  const { id, phone } = await sandbox.addPerson();
  const inMiniProgram = await wechat.login(await sandbox.wechatCode("login", id));
  const onThePage = await wechat.webLogin(await sandbox.wechatCode("oauth", id));
  expect(inMiniProgram).toMatchObject({ ok: true, value: { appid: miniProgram.appid } });
  expect(onThePage).toMatchObject({ ok: true, value: { appid: officialAccount.appid } });
  const unionids = [inMiniProgram, onThePage].map((answer) => answer.ok && answer.value.unionid);
  expect(unionids[0]).toBe(unionids[1]);
  expect(await wechat.phone(await sandbox.wechatCode("phone", id))).toEqual({
    ok: true,
    value: `+86${phone}`,
  });
});

test("a used, expired or made-up code is distinguished from a WeChat failure", async () => {
  const used = { ok: false, refusal: "code-used" };
  expect(await wechat.login("made-up")).toEqual(used);
  expect(await wechat.webLogin("made-up")).toEqual(used);
  expect(await wechat.phone("made-up")).toEqual(used);
  expect(warned).toEqual([]);
});

const unavailable = { ok: false, refusal: "unavailable" };

test.each(["busy", "too-frequent", "server-error", "garbage", "lost-answer"])(
  "%s is reported as a WeChat failure",
  async (kind) => {
    for (const target of ["wechat-login", "wechat-oauth", "wechat-phone"])
      await sandbox.orderFault(target, kind);
    expect(await wechat.login("any")).toEqual(unavailable);
    expect(await wechat.webLogin("any")).toEqual(unavailable);
    expect(await wechat.phone("any")).toEqual(unavailable);
  },
);

test("a phone request fails without an access token, and the next one requests a new token", async () => {
  const fresh = createHttpWechat(options);
  await sandbox.orderFault("wechat-token", "garbage");
  expect(await fresh.phone("any")).toEqual(unavailable);
  const { id } = await sandbox.addPerson();
  expect(await fresh.phone(await sandbox.wechatCode("phone", id))).toMatchObject({ ok: true });
});

test("a response that is too slow or never ends is aborted", async () => {
  const endless = createServer((_request, response) => {
    const more = (): void => {
      while (response.write("x".repeat(65_536)));
    };
    response.on("drain", more);
    more();
  });
  const silent = createServer(() => {});
  for (const server of [endless, silent]) {
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    onTestFinished(() => server.closeAllConnections());
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const shortTimeout = createHttpWechat({
      ...options,
      baseUrl: `http://127.0.0.1:${port}`,
      timeoutMs: 300,
    });
    expect(await shortTimeout.login("any")).toEqual(unavailable);
  }
});

test("a wrong secret is logged for the operator and not reported as the student's mistake", async () => {
  const wrong = createHttpWechat({ ...options, miniProgram: { ...miniProgram, secret: "wrong" } });
  const own = { ...unavailable, fault: "unauthorized" };
  expect(await wrong.login("any")).toEqual(own);
  expect(await wrong.phone("any")).toEqual(own);
  expect(await wrong.sendMessage({ openid: "o", templateId: "t", page: "p", data: {} })).toBe(
    "unauthorized",
  );
  expect(warned).toEqual(Array(3).fill({ wechatErrcode: 40125 }));
});

const leadsTo = { scene: "s=10559", page: "entry/start/index" };

test("a mini-program code is returned as a PNG image", async () => {
  const code = await wechat.miniProgramCode(leadsTo);
  if (!code.ok) throw new Error(code.refusal);
  expect(code.value.mediaType).toBe("image/png");
  expect(await sharp(code.value.bytes).metadata()).toMatchObject({ format: "png" });
});

test.each(["busy", "too-frequent", "quota-used-up", "server-error", "garbage", "lost-answer"])(
  "a mini-program code that fails with %s can be requested again and logs no warning",
  async (kind) => {
    await sandbox.orderFault("wechat-code", kind);
    expect(await wechat.miniProgramCode(leadsTo)).toEqual(unavailable);
    expect(warned).toEqual([]);
    expect(await wechat.miniProgramCode(leadsTo)).toMatchObject({ ok: true });
  },
);

test.each(["invalid-token", "expired-token"])(
  "%s: a new token is requested, and the code is drawn",
  async (kind) => {
    await sandbox.orderFault("wechat-code", kind);
    expect(await wechat.miniProgramCode(leadsTo)).toMatchObject({ ok: true });
  },
);

test("an invalid scene or page is logged for the operator", async () => {
  const own = { ...unavailable, fault: "request-refused" };
  expect(await wechat.miniProgramCode({ ...leadsTo, scene: "x".repeat(33) })).toEqual(own);
  expect(await wechat.miniProgramCode({ ...leadsTo, page: "/entry/start/index" })).toEqual(own);
  expect(warned).toEqual([{ wechatErrcode: 40129 }, { wechatErrcode: 41030 }]);
});

test("a message that WeChat refuses is logged for the operator", async () => {
  expect(await wechat.sendMessage({ openid: "nobody", templateId: "t", page: "p", data: {} })).toBe(
    "request-refused",
  );
  expect(warned).toEqual([{ wechatErrcode: 40003 }]);
});
