/** Routes that read the CHSI collection code and prove that it belongs to the student. */
import { z } from "zod";
import { id, instant } from "../core/fields.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { projectSchema } from "../schools/routes.ts";

/** 7089 digits is the longest text that a QR code can hold. NUL is refused because PostgreSQL cannot store it. */
export const codeText = z
  .string()
  .min(1)
  .max(7089)
  .refine((text) => !text.includes("\0"));

/** Digits or letters; brackets, spaces and full-width forms are accepted and normalized. */
export const lastFour = z
  .string()
  .max(40)
  .overwrite((text) =>
    text
      .normalize("NFKC")
      .replace(/[\s()]/g, "")
      .toUpperCase(),
  )
  .regex(/^[0-9A-Z]{4}$/);

/** The masked student data for a caller who has proved the last four; a missing entry is null. */
export const maskedStudentSchema = z.object({
  nameMasked: z.string(),
  school: z.string(),
  department: z.string().nullable(),
  major: z.string().nullable(),
  className: z.string().nullable(),
  level: z.string().nullable(),
  studentNumberMasked: z.string().nullable(),
});

const codeErrors = [
  "code-not-collection",
  "code-forged",
  "code-year-outside",
  "code-used-by-other",
  "code-already-collected",
  "code-issuer-unavailable",
] as const;

export const codeRoutes = {
  readCodePicture: {
    summary: { zh: "相册识别采集码", en: "Read the text of the collection code in a picture" },
    roles: ["student"],
    answers: z.object({ text: z.string() }),
    errors: ["code-unreadable", "photo-broken", "photo-too-many-pixels"],
  },
  readCode: {
    summary: {
      zh: "核对采集码，找到它的采集项目",
      en: "Check a collection code and find its project",
    },
    roles: ["student"],
    body: z.object({ text: codeText }),
    /** `project`: selected by the school, category and year in the code, regardless of an earlier choice. */
    answers: z.object({
      readingId: id,
      attemptsLeft: z.int().min(0),
      expiresAt: instant,
      project: projectSchema,
    }),
    errors: [
      ...codeErrors,
      "code-school-unknown",
      "code-category-not-offered",
      "project-not-open",
      "project-closed",
      "last-four-locked",
    ],
  },
  verifyCode: {
    summary: { zh: "核验学籍信息", en: "Prove the last four characters of the ID number" },
    roles: ["student"],
    body: z.object({ readingId: id, lastFour }),
    /** `name`: unmasked, for the student to confirm. */
    answers: z.object({
      readingId: id,
      student: maskedStudentSchema.extend({ name: z.string() }),
      project: projectSchema,
    }),
    errors: [...codeErrors, "reading-expired", "not-found", "last-four-wrong", "last-four-locked"],
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;
