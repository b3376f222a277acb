/** What the fee covers, what the student agrees to, and taking an agreement back. */
import { z } from "zod";
import { bilingualSchema, fen, id, instant, openCode } from "../core/fields.ts";
import type { RouteDefinition } from "../core/route.ts";
import { allConsentPurposes } from "./consents.ts";
import type { consentPaths } from "./paths.ts";

const params = z.object({ collectionId: id });
/** Clients send back the code they were shown. */
const purpose = z.string().pipe(z.enum(allConsentPurposes));

const consentSchema = z.object({
  purpose: openCode,
  version: z.string(),
  title: bilingualSchema,
  text: bilingualSchema,
  recipientLabel: bilingualSchema,
  requiredForPhoto: z.boolean(),
  /** null: not given, withdrawn, or given to an older wording. */
  givenAt: instant.nullable(),
});

const given = z.object({ consents: z.array(consentSchema) });

export const consentRoutes = {
  readServiceContent: {
    summary: { zh: "服务内容、退款规则与同意项", en: "What the fee covers, the refund rule, and the consents" },
    roles: ["student"],
    params,
    answers: given.extend({
      feeFen: fen,
      covers: z.array(bilingualSchema),
      refundRule: bilingualSchema,
      /** Photos are kept until then at the longest. */
      retainUntil: instant,
    }),
    errors: ["not-found"],
  },
  giveConsents: {
    summary: { zh: "同意", en: "Agree, each purpose in the wording that was read" },
    roles: ["student"],
    params,
    body: z.object({
      consents: z
        .array(z.object({ purpose, version: z.string().max(20) }))
        .min(1)
        .max(20),
    }),
    answers: given,
    errors: ["not-found", "consent-outdated"],
  },
  withdrawConsent: {
    summary: { zh: "撤回同意", en: "Take an agreement back; photos are refused from then on" },
    roles: ["student"],
    params,
    body: z.object({ purpose }),
    answers: given,
    errors: ["not-found"],
  },
} as const satisfies Partial<Record<keyof typeof consentPaths, RouteDefinition>>;
