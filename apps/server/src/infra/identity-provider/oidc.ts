/** OpenID Connect: the authorization code flow with PKCE, state and nonce, with the certified client library. */
import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretBasic,
  type Configuration,
  type CustomFetch,
  calculatePKCECodeChallenge,
  clockTolerance,
  customFetch,
  discovery,
  ResponseBodyError,
} from "openid-client";
import { readLimited } from "../read-limited.ts";
import {
  type Identity,
  type IdentityProvider,
  type IdentityProviderDeps,
  type LoginFlow,
  maxSubjectLength,
  type SignInPage,
} from "./identity-provider.ts";
import type { OidcSettings } from "./settings.ts";

/** Cache time of the provider's metadata and keys. */
const cacheMs = 3_600_000;
/** Maximum size of an answer, far larger than the answers of any provider. */
const maxAnswerBytes = 256 * 1024;

/** Fetches the provider's answers with limits of size and time. */
const boundedFetch =
  (timeoutMs: number): CustomFetch =>
  async (url, { method, headers: query, body }) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, {
      method,
      headers: query,
      redirect: "manual",
      signal,
      ...(body && { body }),
    });
    const bytes = await readLimited(response, maxAnswerBytes, signal);
    if (!bytes) throw new Error("The answer is too long");
    const { status, headers } = response;
    return new Response(bytes.byteLength === 0 ? null : bytes, { status, headers });
  };

export function openOidc(settings: OidcSettings, deps: IdentityProviderDeps): IdentityProvider {
  const { id, zh, en, schoolCode, issuer, clientId, clientSecret } = settings;
  const { timeoutMs, secretOf, warn } = deps;
  let existing: {
    readonly configuration: Promise<Configuration>;
    readonly untilMs: number;
  } | null = null;

  function configuration(): Promise<Configuration> {
    if (existing && performance.now() < existing.untilMs) return existing.configuration;
    const server = new URL(issuer);
    const discovering = discovery(
      server,
      clientId,
      { [clockTolerance]: 30 },
      ClientSecretBasic(clientSecret),
      {
        [customFetch]: boundedFetch(timeoutMs),
        execute: server.protocol === "http:" ? [allowInsecureRequests] : [],
      },
    );
    const own = { configuration: discovering, untilMs: performance.now() + cacheMs };
    existing = own;
    discovering.catch(() => {
      if (existing === own) existing = null;
    });
    return discovering;
  }

  function report(error: unknown): void {
    const words = error instanceof ResponseBodyError ? error.error : null;
    warn({ provider: id, code: codeOf(error), words }, "A sign-in by an identity provider failed");
  }

  async function begin({ state, returnUrl }: LoginFlow): Promise<SignInPage> {
    try {
      const url = buildAuthorizationUrl(await configuration(), {
        redirect_uri: returnUrl,
        scope: "openid",
        state,
        nonce: secretOf("nonce", state),
        code_challenge: await calculatePKCECodeChallenge(secretOf("pkce", state)),
        code_challenge_method: "S256",
      });
      return { ok: true, url: url.href };
    } catch (error) {
      report(error);
      return { ok: false, fault: "unavailable" };
    }
  }

  async function finish(
    { state, returnUrl }: LoginFlow,
    returned: URLSearchParams,
  ): Promise<Identity> {
    const url = new URL(returnUrl);
    url.search = returned.toString();
    try {
      const tokens = await authorizationCodeGrant(await configuration(), url, {
        expectedState: state,
        expectedNonce: secretOf("nonce", state),
        pkceCodeVerifier: secretOf("pkce", state),
        idTokenExpected: true,
      });
      const subject = tokens.claims()?.sub ?? "";
      return subject === "" || subject.length > maxSubjectLength
        ? { ok: false, fault: "refused" }
        : { ok: true, subject };
    } catch (error) {
      if (isOwnNo(error)) return { ok: false, fault: "refused" };
      report(error);
      // Either the query is forged or the provider is misconfigured. The log shows which.
      if (codeOf(error) === "OAUTH_INVALID_RESPONSE") return { ok: false, fault: "refused" };
      return { ok: false, fault: "unavailable" };
    }
  }

  return { id, name: { zh, en }, schoolCode, begin, finish };
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && "code" in error ? error.code : null;

/** Returns true for a refusal by the provider itself, or an invalid code. */
const isOwnNo = (error: unknown): boolean =>
  error instanceof AuthorizationResponseError ||
  (error instanceof ResponseBodyError && error.error === "invalid_grant");
