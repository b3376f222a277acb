/** The setting that lists identity providers: a JSON array with the parameters of each kind. */
import { z } from "zod";
import { httpUrl, text } from "../adapter.ts";

const commonFields = {
  /** Part of our routes' addresses and of stored bindings, so it must never change. */
  id: z.string().regex(/^[a-z0-9-]{1,32}$/, "must be small letters, digits, hyphens"),
  zh: text,
  en: text,
  /** null must be explicit, because such a provider also signs in operators. */
  schoolCode: z
    .string()
    .regex(/^\d{5}$/, "must have five digits")
    .nullable(),
};

const oidc = z.strictObject({
  ...commonFields,
  kind: z.literal("oidc"),
  issuer: httpUrl,
  clientId: text,
  clientSecret: text,
});
const cas = z.strictObject({
  ...commonFields,
  kind: z.literal("cas"),
  /** Base URL of /login and /serviceValidate. */
  url: httpUrl,
});

const identityProviderSettings = z
  .array(z.discriminatedUnion("kind", [oidc, cas]))
  .max(200)
  .refine(
    (list) => new Set(list.map(({ id }) => id)).size === list.length,
    "must not name a provider twice",
  );

export type OidcSettings = z.output<typeof oidc>;
export type CasSettings = z.output<typeof cas>;
export type IdentityProviderSettings = z.output<typeof identityProviderSettings>[number];

/** A JSON text in one setting. */
export const identityProviderList = z
  .string()
  .transform((list, context): unknown => {
    try {
      return JSON.parse(list);
    } catch {
      context.addIssue("must be a list in JSON");
      return z.NEVER;
    }
  })
  .pipe(identityProviderSettings);
