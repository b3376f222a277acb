/** Gateway that decodes collection codes for the product's server; its contract is in the README. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { type Answer, type Call, json, refusal } from "../answer.ts";
import { hasBearer, readBody } from "../read-call.ts";
import type { World } from "../world.ts";
import type { Student } from "./chsi-books.ts";
import { type CodeContent, readCode } from "./collection-code.ts";
import { lastFourOf } from "./id-checksums.ts";

const refusals = {
  "not-a-code": [422, "这不是图像采集码，或没有识别完整 / This is not a collection code, or only a part of one"],
  "other-issuer": [422, "这个码由其他机构签发 / This code was issued by somebody else"],
  forged: [422, "这个码的签名不对 / The signature of this code is wrong"],
  expired: [422, "这个码已过期，请重新获取 / This code has expired; get a new one"],
  "unknown-student": [422, "查不到该学生 / The student of this code is not known"],
  "last-four-wrong": [422, "证件号后四位不符 / The last four characters do not match"],
  "already-collected": [409, "该学生已采集过 / This student's photo has been collected already"],
} as const;

function refuse(code: keyof typeof refusals): Answer {
  const [status, message] = refusals[code];
  return refusal(status, code, message);
}

const unauthorized = refusal(401, "unauthorized", "密钥不对 / wrong key");
const text = z.string().max(10_000);

interface Opened {
  readonly content: CodeContent;
  readonly student: Student;
}

function open(world: World, codeText: string): Opened | keyof typeof refusals {
  const { issuer, students } = world.books.chsi;
  const content = readCode(codeText, issuer);
  if (typeof content === "string") return content;
  if (content.expiresAt.getTime() <= world.now().getTime()) return "expired";
  const student = students.find(({ id }) => id === content.studentId);
  return student ? { content, student } : "unknown-student";
}

const sharedFields = (world: World, { codeId, schoolCode, category, graduationYear }: CodeContent) => ({
  codeId,
  schoolCode,
  schoolName: world.books.chsi.schools[schoolCode] ?? "",
  category,
  graduationYear,
});

/**
 * Identifies the student only by a keyed hash of the ID number's last four characters, which the server compares
 * itself.
 */
export function decode(world: World, call: Call): Answer {
  const { key, lastFourKey } = world.settings.chsi;
  if (!hasBearer(call, key)) return unauthorized;
  const opened = open(world, readBody(z.object({ text }), call).text);
  if (typeof opened === "string") return refuse(opened);
  const { content, student } = opened;
  return json(200, {
    ...sharedFields(world, content),
    expiresAt: content.expiresAt.toISOString(),
    lastFourHash: hashLastFour(lastFourKey, content.codeId, lastFourOf(student.idNumber)),
  });
}

/**
 * Hash of a student's last four characters: HMAC-SHA-256 of `<codeId>:<last four>` in lower-case hexadecimal. The four
 * characters are in capital letters, without brackets.
 */
export const hashLastFour = (key: string, codeId: string, lastFour: string): string =>
  createHmac("sha256", key).update(`${codeId}:${lastFour}`).digest("hex");

export function verifyLastFour(world: World, call: Call): Answer {
  const { key, lastFourKey } = world.settings.chsi;
  if (!hasBearer(call, key)) return unauthorized;
  const { text: codeText, lastFour } = readBody(z.object({ text, lastFour: z.string().max(20) }), call);
  const opened = open(world, codeText);
  if (typeof opened === "string") return refuse(opened);
  const { content, student } = opened;
  const hash = (four: string): Buffer => Buffer.from(hashLastFour(lastFourKey, content.codeId, four));
  if (!timingSafeEqual(hash(lastFourOf(lastFour)), hash(lastFourOf(student.idNumber))))
    return refuse("last-four-wrong");
  if (student.collected) return refuse("already-collected");
  const { name, department, major, class: className, level, studentNumber } = student;
  return json(200, {
    ...sharedFields(world, content),
    name,
    department,
    major,
    class: className,
    level,
    studentNumber,
  });
}
