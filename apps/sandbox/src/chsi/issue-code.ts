/** Issues collection codes for test students: genuine ones, and each kind that must be refused. */
import { z } from "zod";
import { newId, type World } from "../world.ts";
import { category, type IssuerKeys } from "./chsi-books.ts";
import { writeCode } from "./read-code.ts";

/** forged: signed by another key under our key id; altered: one character changed; truncated: the end is missing. */
const variants = ["genuine", "expired", "forged", "altered", "other-issuer", "truncated"] as const;
type Variant = (typeof variants)[number];

const validForMs = 30 * 24 * 60 * 60 * 1000;

/** Fields missing from a request are taken from the student's record. */
export const codeRequest = z.object({
  studentId: z.string(),
  schoolCode: z.string().optional(),
  category: category.optional(),
  graduationYear: z.coerce.number().int().min(2000).max(2100).optional(),
  variant: z.enum(variants).default("genuine"),
});

export interface IssuedCode {
  readonly codeId: string;
  readonly text: string;
}

export type IssueRefusal = "unknown-student" | "unknown-school";

export function issueCode(
  world: World,
  input: z.infer<typeof codeRequest>,
): IssuedCode | IssueRefusal {
  const { issuer, stranger, schools, students, codes } = world.books.chsi;
  const student = students.find(({ id }) => id === input.studentId);
  if (!student) return "unknown-student";
  const schoolCode = input.schoolCode ?? student.schoolCode;
  if (!Object.hasOwn(schools, schoolCode)) return "unknown-school";

  const { variant } = input;
  const now = world.now();
  const expiresAt =
    variant === "expired" ? new Date(now.getTime() - 1000) : new Date(now.getTime() + validForMs);
  const codeId = newId(world, 8);
  codes.push({ codeId, studentId: student.id });
  const content = {
    codeId,
    studentId: student.id,
    schoolCode,
    category: input.category ?? student.category,
    graduationYear: input.graduationYear ?? student.graduationYear,
    issuedAt: variant === "expired" ? new Date(expiresAt.getTime() - validForMs) : now,
    expiresAt,
  };
  const text = writeCode(content, keysOf(variant, issuer, stranger), world.randomBytes(12));
  if (variant === "truncated") return { codeId, text: text.slice(0, -20) };
  return { codeId, text: variant === "altered" ? alter(text) : text };
}

function keysOf(variant: Variant, issuer: IssuerKeys, stranger: IssuerKeys): IssuerKeys {
  if (variant === "other-issuer") return stranger;
  return variant === "forged" ? { ...issuer, signingKey: stranger.signingKey } : issuer;
}

/** Changes one character in the middle of the sealed part. */
function alter(text: string): string {
  const at = Math.floor(text.length / 3);
  return `${text.slice(0, at)}${text[at] === "A" ? "B" : "A"}${text.slice(at + 1)}`;
}
