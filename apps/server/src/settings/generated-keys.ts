/**
 * Keys that `gradphoto keys` generates, in the order of the guide. A key ring starts with a key of the id in `ring`.
 */
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

/** File name of a secret, as in `gradphoto.env.example`. */
export const fileOf = (setting: string): string => setting.replace("GRADPHOTO_", "").toLowerCase().replaceAll("_", "-");
