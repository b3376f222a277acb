/** 帮拍: another person's phone takes the photo, through a one-time link that discloses nothing about the student. */
import { z } from "zod";
import { bilingualSchema, id, instant, openCode, token } from "../core/fields.ts";
import { everyone } from "../core/roles.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { photoSpecSchema } from "../photo-standard/spec-schemas.ts";
import { photoSource, uploadErrors } from "../photos/routes.ts";

const helperStatusSchema = z.object({
  /** True if the project accepts a picture from the album. */
  albumAllowed: z.boolean(),
  /** `waiting`, `processing`, `made`, `refused` or `failed`: state of the last photo that this helper took. */
  state: openCode,
  label: bilingualSchema,
  /** `pass`, `review` or `refused`; null if there is no verdict yet. */
  verdict: openCode.nullable(),
  /** Advice for the next photo, most severe finding first. */
  advice: z.array(bilingualSchema),
  /** True if reviewers would most likely reject the last photo. */
  shouldRetake: z.boolean(),
  /** For the guidance of the helper's camera and the rules of the photo. */
  spec: photoSpecSchema,
  mayUpload: z.boolean(),
  expiresAt: instant,
});

export const helperRoutes = {
  issueHelperLink: {
    summary: { zh: "生成帮拍链接", en: "Make a helper link; earlier ones of the collection end" },
    roles: ["student"],
    params: z.object({ collectionId: id }),
    answers: z.object({ token: z.string(), expiresAt: instant }),
    errors: ["not-found", "consent-missing", "move-not-allowed", "collection-frozen"],
  },
  claimHelperLink: {
    summary: {
      zh: "打开帮拍链接",
      en: "Open a helper link: the first phone gets a session for this one collection",
    },
    roles: everyone,
    body: z.object({ token: token(100) }),
    answers: z.object({ token: z.string(), expiresAt: instant, albumAllowed: z.boolean() }),
    errors: ["helper-link-ended"],
  },
  helperUpload: {
    summary: { zh: "帮拍上传", en: "Upload a photo as a helper" },
    roles: ["helper"],
    query: photoSource,
    answers: helperStatusSchema,
    errors: ["helper-link-ended", ...uploadErrors],
  },
  helperStatus: {
    summary: { zh: "帮拍结果", en: "What became of the helper's photo, without the photo" },
    roles: ["helper"],
    answers: helperStatusSchema,
    errors: ["helper-link-ended"],
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;
