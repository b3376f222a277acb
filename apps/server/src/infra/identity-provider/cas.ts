/** CAS 2.0 and later, as used by most universities: the university's server resolves a ticket to a user name. */
import { SaxesParser } from "saxes";
import { readLimited } from "../read-limited.ts";
import {
  type Identity,
  type IdentityProvider,
  type IdentityProviderDeps,
  type LoginFlow,
  maxSubjectLength,
} from "./identity-provider.ts";
import type { CasSettings } from "./settings.ts";

const maxAnswerBytes = 64 * 1024;
const userPath = "serviceResponse/authenticationSuccess/user";
const namespace = "http://www.yale.edu/tp/cas";

/**
 * Returns the `service` URL of one login. Both requests must use the same URL, because the protocol has no state
 * parameter.
 */
function serviceOf({ returnUrl, state }: LoginFlow): string {
  const service = new URL(returnUrl);
  service.searchParams.set("state", state);
  return service.href;
}

export function openCas(
  settings: CasSettings,
  { timeoutMs, warn }: IdentityProviderDeps,
): IdentityProvider {
  const { id, zh, en, schoolCode, url } = settings;
  const base = url.replace(/\/+$/, "");

  async function validate(loginFlow: LoginFlow, ticket: string): Promise<string | null> {
    const question = new URL(`${base}/serviceValidate`);
    question.searchParams.set("service", serviceOf(loginFlow));
    question.searchParams.set("ticket", ticket);
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(question, { redirect: "error", signal });
      const bytes = await readLimited(response, maxAnswerBytes, signal);
      return response.ok && bytes ? Buffer.from(bytes).toString("utf8") : null;
    } catch {
      return null;
    }
  }

  async function finish(loginFlow: LoginFlow, returned: URLSearchParams): Promise<Identity> {
    const ticket = returned.get("ticket") ?? "";
    if (!/^[\x21-\x7e]{1,1000}$/.test(ticket)) return { ok: false, fault: "refused" };
    const answer = await validate(loginFlow, ticket);
    const word = answer === null ? null : readAnswer(answer);
    if (word === null) {
      warn({ provider: id }, "An identity provider did not answer");
      return { ok: false, fault: "unavailable" };
    }
    return word === "refused" ? { ok: false, fault: "refused" } : { ok: true, subject: word.user };
  }

  return {
    id,
    name: { zh, en },
    schoolCode,
    begin: async (loginFlow) => ({
      ok: true,
      url: `${base}/login?service=${encodeURIComponent(serviceOf(loginFlow))}`,
    }),
    finish,
  };
}

/** Parses the answer of a CAS server; returns null for any other answer. */
export function readAnswer(xml: string): { readonly user: string } | "refused" | null {
  const path: string[] = [];
  let [user, users, isRefused] = ["", 0, false];
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ uri, local }) => {
    path.push(uri === namespace ? local : "");
    if (path.join("/") === "serviceResponse/authenticationFailure") isRefused = true;
    if (path.join("/") === userPath) users += 1;
  });
  parser.on("closetag", () => void path.pop());
  const read = (text: string): void => {
    if (path.join("/") === userPath) user += text;
  };
  parser.on("text", read);
  parser.on("cdata", read);
  try {
    parser.write(xml).close();
  } catch {
    return null;
  }
  const name = user.trim();
  if (isRefused) return "refused";
  return users !== 1 || name === "" || name.length > maxSubjectLength ? null : { user: name };
}
