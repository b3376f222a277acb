/** The setting that names identity providers: a list in JSON, each with what its kind needs. */
import { z } from "zod";
import { httpUrl, text } from "../adapter.ts";

const ofEach = {
  /** In the addresses of our routes and beside who is bound to it: never changed afterwards. */
  id: z.string().regex(/^[a-z0-9-]{1,32}$/, "must be small letters, digits, hyphens"),
  zh: text,
  en: text,
  /** null is written too: such a provider vouches for operators as well. */
  schoolCode: z
    .string()
    .regex(/^\d{5}$/, "must have five digits")
    .nullable(),
};

const oidc = z.strictObject({
  ...ofEach,
  kind: z.literal("oidc"),
  issuer: httpUrl,
  clientId: text,
  clientSecret: text,
});
const cas = z.strictObject({
  ...ofEach,
  kind: z.literal("cas"),
  /** In front of /login and /serviceValidate. */
  url: httpUrl,
});

export const identityProviderSettings = z
  .array(z.discriminatedUnion("kind", [oidc, cas]))
  .max(200)
  .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, "must not name a provider twice");

export type OidcSettings = z.output<typeof oidc>;
export type CasSettings = z.output<typeof cas>;
export type IdentityProviderSettings = z.output<typeof identityProviderSettings>[number];

/** As JSON in one setting. */
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
