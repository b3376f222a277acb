/** The text message gateway: takes a code for a phone, shows it on a page instead of sending it. */
import { z } from "zod";
import { type Answer, type Call, json, refusal } from "../answer.ts";
import { page, table } from "../page.ts";
import { hasBearer, readBody } from "../read-call.ts";
import type { Endpoint } from "../serve.ts";
import { newId, type World } from "../world.ts";

const body = z.object({ phone: z.string().regex(/^\d{5,15}$/), code: z.string().regex(/^\d{4,8}$/) });

function sendSms(world: World, call: Call): Answer {
  if (!hasBearer(call, world.settings.sms.key)) return refusal(401, "unauthorized", "密钥不对 / wrong key");
  const { phone, code } = readBody(body, call);
  const id = newId(world);
  world.books.sms.messages.push({ id, phone, code, sentAt: world.now().toISOString() });
  return json(200, { id });
}

const query = z.object({ phone: z.string().optional() });

function listSms(world: World, call: Call): Answer {
  const { phone } = query.parse(call.query);
  const { messages } = world.books.sms;
  return json(200, phone === undefined ? messages : messages.filter((message) => message.phone === phone));
}

function smsPage(world: World): Answer {
  const rows = world.books.sms.messages.map(({ phone, code, sentAt }) => [phone, code, sentAt]).reverse();
  return page(200, "短信（模拟） Text messages (simulated)", table(["手机号 phone", "验证码 code", "时间 time"], rows));
}

export const smsRoutes = (world: World): readonly Endpoint[] => [
  { method: "POST", path: "/sms/send", target: "sms", answer: (call) => sendSms(world, call) },
  { method: "GET", path: "/sms", answer: () => smsPage(world) },
  { method: "GET", path: "/control/sms/messages", answer: (call) => listSms(world, call) },
];
