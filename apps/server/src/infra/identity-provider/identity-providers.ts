/** The identity providers in the settings, each opened according to its kind. */
import { createHmac } from "node:crypto";
import { openCas } from "./cas.ts";
import type { IdentityProvider, IdentityProviderDeps } from "./identity-provider.ts";
import { openOidc } from "./oidc.ts";
import type { IdentityProviderSettings } from "./settings.ts";

function openOne(settings: IdentityProviderSettings, deps: IdentityProviderDeps): IdentityProvider {
  switch (settings.kind) {
    case "oidc":
      return openOidc(settings, deps);
    case "cas":
      return openCas(settings, deps);
  }
}

/** Opens the providers of the setting, by id and in their order. */
export function openIdentityProviders(
  list: readonly IdentityProviderSettings[],
  { key, ...deps }: Pick<IdentityProviderDeps, "timeoutMs" | "warn"> & { readonly key: Uint8Array },
  count: (provider: IdentityProvider) => IdentityProvider,
): ReadonlyMap<string, IdentityProvider> {
  const secretOf = (purpose: string, state: string): string =>
    createHmac("sha256", key)
      .update(JSON.stringify(["identity", purpose, state]))
      .digest("base64url");
  return new Map(
    list.map((settings) => [settings.id, count(openOne(settings, { ...deps, secretOf }))]),
  );
}
