/** Gateway that decodes collection codes for the product's server; its contract is in the README. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { type Answer, type Call, json, refusal } from "../answer.ts";
import { hasBearer, readBody } from "../read-body.ts";
import type { World } from "../world.ts";
import type { Student } from "./chsi-books.ts";
import { lastFourOf } from "./passes-checksum.ts";
import { type CodeContent, readCode } from "./read-code.ts";

const refusalTable = {
  "not-a-code": [
    422,
    "这不是图像采集码，或没有识别完整 / This is not a collection code, or an incomplete one",
  ],
  "other-issuer": [422, "这个码由其他机构签发 / This code was issued by somebody else"],
  forged: [422, "这个码的签名不对 / The signature of this code is wrong"],
  expired: [422, "这个码已过期，请重新获取 / This code has expired; get a new one"],
  "unknown-student": [422, "查不到该学生 / The student of this code is unknown"],
  "last-four-wrong": [422, "证件号后四位不符 / The last four characters do not match"],
  "already-collected": [409, "该学生已采集过 / This student's photo has been collected already"],
} as const;

function refusalOf(code: keyof typeof refusalTable): Answer {
  const [status, message] = refusalTable[code];
  return refusal(status, code, message);
}

const unauthorized = refusal(401, "unauthorized", "密钥不对 / wrong key");
const longText = z.string().max(10_000);

interface ValidCode {
  readonly content: CodeContent;
  readonly student: Student;
}

/** Reads a code; returns the refusal of one that is false, expired or of an unknown student. */
function readValidCode(world: World, codeText: string): ValidCode | keyof typeof refusalTable {
  const { issuer, students } = world.books.chsi;
  const content = readCode(codeText, issuer);
  if (typeof content === "string") return content;
  if (content.expiresAt.getTime() <= world.now().getTime()) return "expired";
  const student = students.find(({ id }) => id === content.studentId);
  return student ? { content, student } : "unknown-student";
}

const sharedFields = (
  world: World,
  { codeId, schoolCode, category, graduationYear }: CodeContent,
) => ({
  codeId,
  schoolCode,
  schoolName: world.books.chsi.schools[schoolCode] ?? "",
  category,
  graduationYear,
});

/**
 * Decodes a code. The answer identifies the student only by a keyed hash of the last four characters of the ID number,
 * which the server compares itself.
 */
export function decode(world: World, call: Call): Answer {
  const { key, lastFourKey } = world.settings.chsi;
  if (!hasBearer(call, key)) return unauthorized;
  const valid = readValidCode(world, readBody(z.object({ text: longText }), call).text);
  if (typeof valid === "string") return refusalOf(valid);
  const { content, student } = valid;
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
const hashLastFour = (key: string, codeId: string, lastFour: string): string =>
  createHmac("sha256", key).update(`${codeId}:${lastFour}`).digest("hex");

/** Compares the last four characters, and returns the student's data if they match. */
export function verifyLastFour(world: World, call: Call): Answer {
  const { key, lastFourKey } = world.settings.chsi;
  if (!hasBearer(call, key)) return unauthorized;
  const { text: codeText, lastFour } = readBody(
    z.object({ text: longText, lastFour: z.string().max(20) }),
    call,
  );
  const valid = readValidCode(world, codeText);
  if (typeof valid === "string") return refusalOf(valid);
  const { content, student } = valid;
  const hashBytes = (four: string): Buffer =>
    Buffer.from(hashLastFour(lastFourKey, content.codeId, four));
  if (!timingSafeEqual(hashBytes(lastFourOf(lastFour)), hashBytes(lastFourOf(student.idNumber))))
    return refusalOf("last-four-wrong");
  if (student.collected) return refusalOf("already-collected");
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
