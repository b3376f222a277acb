/** Actions of a test person on the phone through the control API: login, phone button, accepting messages. */
import { z } from "zod";
import { type Answer, type Call, json, refusal } from "../answer.ts";
import { readBody } from "../read-body.ts";
import type { World } from "../world.ts";
import { mintCode } from "./codes.ts";
import { creditKey } from "./messages.ts";
import { type CodeKind, newPerson, type Person, testPhone } from "./wechat-books.ts";

const person = z.object({
  name: z.string().max(40).regex(/测试/, "must contain 测试").optional(),
  phone: z
    .string()
    .regex(/^\d{5,15}$/)
    .optional(),
});

export function addPerson(world: World, call: Call): Answer {
  const { people } = world.books.wechat;
  const fields = readBody(person, call);
  const n = people.length + 1;
  const added = newPerson(
    world.randomBytes,
    fields.name ?? `测试${n}`,
    fields.phone ?? testPhone(n),
  );
  people.push(added);
  return json(201, added);
}

const unknownPerson = refusal(404, "unknown-person", "没有这个测试用户 / no such test person");

const ofPerson = z.object({ userId: z.string() });

const findPerson = (world: World, userId: string): Person | undefined =>
  world.books.wechat.people.find(({ id }) => id === userId);

/** Creates a code of this kind for `userId`. */
export function addCode(world: World, call: Call, kind: CodeKind): Answer {
  const person = findPerson(world, readBody(ofPerson, call).userId);
  if (!person) return unknownPerson;
  return json(201, {
    code: mintCode(world, kind, person.id, kind === "oauth" ? "snsapi_userinfo" : ""),
  });
}

const consent = ofPerson.extend({
  templateId: z.string().min(1),
  times: z.coerce.number().int().min(1).max(100).default(1),
});

/** Accepts messages of a template. `left` in the answer: number of messages that the person accepts from now on. */
export function acceptMessages(world: World, call: Call): Answer {
  const { userId, templateId, times } = readBody(consent, call);
  const person = findPerson(world, userId);
  if (!person) return unknownPerson;
  const { credits } = world.books.wechat;
  const key = creditKey(person.miniProgramOpenid, templateId);
  const left = (credits[key] ?? 0) + times;
  credits[key] = left;
  return json(201, { left });
}
