/** Keys that `gradphoto keys` makes, in the order of the guide. A ring begins with a key of the id that is named here. */
export const generatedKeys = {
  GRADPHOTO_SEAL_KEYS: { ring: "k1" },
  GRADPHOTO_SEARCH_KEY: { ring: null },
  GRADPHOTO_ISSUER_KEY: { ring: null },
  GRADPHOTO_ISSUER_LAST_FOUR_KEY: { ring: null },
  GRADPHOTO_OBJECT_KEYS: { ring: "o1" },
  GRADPHOTO_AUDIT_KEYS: { ring: "a1" },
  GRADPHOTO_LINK_KEY: { ring: null },
  GRADPHOTO_REGISTRY_KEY: { ring: null },
  GRADPHOTO_SMS_KEY: { ring: null },
} as const satisfies Readonly<Record<string, { readonly ring: string | null }>>;

/** The name of a secret's file, as `gradphoto.env.example` has it. */
export const fileOf = (setting: string): string => setting.replace("GRADPHOTO_", "").toLowerCase().replaceAll("_", "-");
