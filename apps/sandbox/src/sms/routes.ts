/** SMS gateway: accepts a code or a notice for a phone, and displays it on a page instead of sending it. */
import { z } from "zod";
import { type Answer, type Call, json, refusal } from "../answer.ts";
import { page, table } from "../page.ts";
import { hasBearer, readBody } from "../read-body.ts";
import type { Endpoint } from "../serve.ts";
import { newId, type World } from "../world.ts";

const phone = z.string().regex(/^\d{5,15}$/);
const body = z.object({ phone, code: z.string().regex(/^\d{4,8}$/) });
/** The text is limited to the longest one that gateways accept. */
const notice = z.object({
  phone,
  text: z.string().min(1).max(500),
  reference: z.string().min(1).max(64),
});
const unauthorized = refusal(401, "unauthorized", "密钥不对 / wrong key");

function sendSms(world: World, call: Call): Answer {
  if (!hasBearer(call, world.settings.sms.key)) return unauthorized;
  const id = newId(world);
  world.books.sms.messages.push({ id, ...readBody(body, call), sentAt: world.now().toISOString() });
  return json(200, { id });
}

function sendNotice(world: World, call: Call): Answer {
  if (!hasBearer(call, world.settings.sms.key)) return unauthorized;
  const { notices } = world.books.sms;
  const wanted = readBody(notice, call);
  const earlier = notices.find(({ reference }) => reference === wanted.reference);
  if (earlier) return json(200, { id: earlier.id });
  const id = newId(world);
  notices.push({ id, ...wanted, sentAt: world.now().toISOString() });
  return json(200, { id });
}

const query = z.object({ phone: z.string().optional() });

function listSms({ books: { sms } }: World, call: Call, kind: "messages" | "notices"): Answer {
  const { phone: wanted } = query.parse(call.query);
  const sent: readonly { readonly phone: string }[] = sms[kind];
  return json(200, wanted === undefined ? sent : sent.filter((one) => one.phone === wanted));
}

function smsPage(world: World): Answer {
  const { messages, notices } = world.books.sms;
  const rows = [
    ...messages.map((sent) => [sent.phone, sent.code, sent.sentAt]),
    ...notices.map((sent) => [sent.phone, sent.text, sent.sentAt]),
  ].sort(([, , one = ""], [, , other = ""]) => other.localeCompare(one));
  return page(
    200,
    "短信（模拟） Text messages (simulated)",
    table(["手机号 phone", "内容 text", "时间 time"], rows),
  );
}

export const smsRoutes = (world: World): readonly Endpoint[] => [
  { method: "POST", path: "/sms/send", target: "sms", answer: (call) => sendSms(world, call) },
  { method: "GET", path: "/sms", answer: () => smsPage(world) },
  {
    method: "POST",
    path: "/sms/notices",
    target: "sms",
    answer: (call) => sendNotice(world, call),
  },
  {
    method: "GET",
    path: "/control/sms/messages",
    answer: (call) => listSms(world, call, "messages"),
  },
  {
    method: "GET",
    path: "/control/sms/notices",
    answer: (call) => listSms(world, call, "notices"),
  },
];
