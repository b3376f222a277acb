/** Checks a school's or company's identity provider: it has a login page and rejects an invalid ticket. */
import { randomUUID } from "node:crypto";
import type { IdentityProvider } from "../../infra/identity-provider/identity-provider.ts";
import { createFault, type Finding, ok } from "./finding.ts";

const advice = {
  zh: "检查 GRADPHOTO_IDENTITY_PROVIDERS 里的地址，以及网络",
  en: "look at its address in GRADPHOTO_IDENTITY_PROVIDERS, and at the network",
};

/** Checks a provider. Opens a new client, because one in use caches the provider's metadata for an hour. */
export async function probeIdentityProvider(
  provider: Pick<IdentityProvider, "begin" | "finish">,
): Promise<Finding> {
  const loginFlow = { state: randomUUID(), returnUrl: "https://check.invalid/returned" };
  const begun = await provider.begin(loginFlow);
  // OpenID Connect contacts the provider in the first step, CAS only in the second.
  const finished = begun.ok
    ? await provider.finish(loginFlow, new URLSearchParams({ ticket: `ST-${randomUUID()}` }))
    : begun;
  if (finished.ok) {
    return createFault(
      { zh: "接受了不存在的凭证", en: "accepts a ticket that was never issued" },
      advice,
    );
  }
  if (finished.fault === "refused")
    return ok("有回答，拒绝了不存在的凭证", "answers, and refuses a made-up ticket");
  return createFault(
    { zh: "没有回答，或回答无法读取", en: "does not answer, or its answer is unreadable" },
    advice,
  );
}
