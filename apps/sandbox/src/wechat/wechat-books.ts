/** State of the WeChat stand-in: test people, single-use codes, tokens, message credits and messages. */
import { z } from "zod";

const person = z.object({
  id: z.string(),
  name: z.string(),
  /** Digits without the country code. */
  phone: z.string(),
  unionid: z.string(),
  miniProgramOpenid: z.string(),
  officialAccountOpenid: z.string(),
});

const code = z.object({
  kind: z.enum(["login", "phone", "oauth"]),
  userId: z.string(),
  expiresAtMs: z.number(),
  used: z.boolean(),
  scope: z.string(),
});

const token = z.object({ appid: z.string(), token: z.string(), expiresAtMs: z.number() });

const message = z.object({
  msgid: z.number(),
  openid: z.string(),
  templateId: z.string(),
  page: z.string(),
  data: z.record(z.string(), z.object({ value: z.string() })),
  sentAt: z.string(),
});

export const wechatBooks = z.object({
  people: z.array(person),
  codes: z.record(z.string(), code),
  tokens: z.array(token),
  /** Remaining messages that a person accepts, by `openid templateId`. */
  credits: z.record(z.string(), z.number()),
  messages: z.array(message),
});

export type Person = z.infer<typeof person>;
export type CodeKind = z.infer<typeof code>["kind"];
export type WechatBooks = z.infer<typeof wechatBooks>;

type RandomBytes = (size: number) => Buffer;

/** An openid has 28 characters, as at WeChat. */
const openid = (randomBytes: RandomBytes): string =>
  `o${randomBytes(21).toString("base64url").slice(0, 27)}`;

export const newPerson = (randomBytes: RandomBytes, name: string, phone: string): Person => ({
  id: randomBytes(6).toString("hex"),
  name,
  phone,
  unionid: openid(randomBytes),
  miniProgramOpenid: openid(randomBytes),
  officialAccountOpenid: openid(randomBytes),
});

/** Phone number of the n-th test person; the sandbox calls and texts nobody. */
export const testPhone = (n: number): string => `199${String(n).padStart(8, "0")}`;

export const openWechatBooks = (randomBytes: RandomBytes): WechatBooks => ({
  people: ["测试一", "测试二", "测试三"].map((name, index) =>
    newPerson(randomBytes, name, testPhone(index + 1)),
  ),
  codes: {},
  tokens: [],
  credits: {},
  messages: [],
});
