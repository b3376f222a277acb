/** Checks CHSI: the issuer of codes and the registry. */
import { askIssuer, askRegistry } from "../health/connections/ask-chsi.ts";
import type { Check } from "./check.ts";

export const chsi: Check = {
  label: { zh: "学信网", en: "CHSI" },
  run: ({ ports: { issuer, registry } }) => Promise.all([askIssuer(issuer), askRegistry(registry)]),
};
