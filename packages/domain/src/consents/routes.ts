/** Routes for the operator of the service, the fee, the student's consents and their withdrawal. */
import { z } from "zod";
import { bilingualSchema, fen, id, instant, openCode } from "../core/fields.ts";
import { everyone } from "../core/roles.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { allConsentPurposes } from "./consents.ts";

const params = z.object({ collectionId: id });
/** Clients send back the code that they received. */
const purpose = z.string().pipe(z.enum(allConsentPurposes));

export const consentSchema = z.object({
  purpose: openCode,
  version: z.string(),
  title: bilingualSchema,
  text: bilingualSchema,
  recipientLabel: bilingualSchema,
  requiredForPhoto: z.boolean(),
  /** null: not given, withdrawn, or given for an older wording. */
  grantedAt: instant.nullable(),
});

const consentList = z.object({ consents: z.array(consentSchema) });

/** A receipt: with the hashes, a person who still holds a photo can prove that it is one of these. */
const deletion = z.object({
  deletedAt: instant,
  photos: z.array(z.object({ originalSha256: z.string(), photoSha256: z.string().nullable() })),
  /** Photos in transfer to the registry: deleted once it has answered. */
  later: z.int().min(0),
});

export const consentRoutes = {
  readOperator: {
    summary: {
      zh: "运营者与个人信息联系方式",
      en: "Who runs the service, and whom to ask about personal data",
    },
    roles: everyone,
    answers: z.object({ name: bilingualSchema, contact: z.string() }),
  },
  readServiceContent: {
    summary: {
      zh: "服务内容、退款规则与同意项",
      en: "What the fee covers, the refund rule, and the consents",
    },
    roles: ["student"],
    params,
    answers: consentList.extend({
      feeFen: fen,
      covers: z.array(bilingualSchema),
      refundRule: bilingualSchema,
      /** Latest time until which photos are stored. */
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
    answers: consentList,
    errors: ["not-found", "consent-outdated"],
  },
  withdrawConsent: {
    summary: {
      zh: "撤回同意",
      en: "Withdraw a consent; requests that need it are refused from then on. Withdrawing the consent for the face deletes the photos at once; for evidence, the uploaded evidence",
    },
    roles: ["student"],
    params,
    body: z.object({ purpose }),
    answers: consentList.extend({ deletion: deletion.nullable() }),
    errors: ["not-found"],
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;
