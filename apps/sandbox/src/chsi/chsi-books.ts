/** State of the collection-code stand-in: its keys, schools and test students. */
import { generateKeyPairSync } from "node:crypto";
import { isEducationCategory } from "@gradphoto/domain";
import { z } from "zod";
import { passesChecksum } from "./passes-checksum.ts";
import { seedSchools, seedStudents } from "./seed-students.ts";

/** `signingKey` is Ed25519 in PKCS #8, `sealingKey` 32 bytes for AES-256-GCM, both base64url. */
const issuerKeys = z.object({ keyId: z.string(), signingKey: z.string(), sealingKey: z.string() });

/** A code of the contract's education categories. */
export const category = z
  .string()
  .refine(isEducationCategory, "must be a code of the education categories");

export const studentFields = z.object({
  name: z.string().max(40).regex(/测试/, "must contain 测试"),
  idNumber: z
    .string()
    .regex(/^[A-Z0-9()]{8,20}$/, "capital letters, digits and brackets")
    .refine(
      (number) => !passesChecksum(number),
      "must fail its checksum: it might belong to somebody",
    ),
  schoolCode: z.string().regex(/^\d{5}$/),
  schoolName: z.string().min(1).max(60),
  department: z.string().max(60),
  major: z.string().max(60),
  class: z.string().max(60),
  level: z.string().max(20),
  category,
  graduationYear: z.coerce.number().int().min(2000).max(2100),
  studentNumber: z.string().min(1).max(30),
});

const student = studentFields.extend({ id: z.string(), collected: z.boolean() });

export const chsiBooks = z.object({
  issuer: issuerKeys,
  /** Keys of another issuer, for test codes that this issuer must refuse. */
  stranger: issuerKeys,
  schools: z.record(z.string(), z.string()),
  students: z.array(student),
  /** Student behind each issued code. */
  codes: z.array(z.object({ codeId: z.string(), studentId: z.string() })),
});

export type IssuerKeys = z.infer<typeof issuerKeys>;
export type Student = z.infer<typeof student>;

const newIssuer = (keyId: string, randomBytes: (size: number) => Buffer): IssuerKeys => ({
  keyId,
  signingKey: generateKeyPairSync("ed25519")
    .privateKey.export({ format: "der", type: "pkcs8" })
    .toString("base64url"),
  sealingKey: randomBytes(32).toString("base64url"),
});

export const openChsiBooks = (
  now: Date,
  randomBytes: (size: number) => Buffer,
): z.infer<typeof chsiBooks> => ({
  issuer: newIssuer("sim1", randomBytes),
  stranger: newIssuer("oth1", randomBytes),
  schools: { ...seedSchools },
  students: seedStudents(now).map((fields, index) => ({
    ...studentFields.parse(fields),
    id: `student-${index + 1}`,
    collected: false,
  })),
  codes: [],
});
