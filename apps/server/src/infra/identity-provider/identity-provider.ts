/** Identity provider of a school or company (统一身份认证): the redirect, and the possible results of the return. */
import type { Bilingual } from "@gradphoto/domain";

export type IdentityFault =
  /** The person cancelled, or the return is not the provider's answer to this login. */
  | "refused"
  /** The provider is unreachable or too slow, or it rejects our credentials. */
  | "unavailable";

export type SignInPage =
  | { readonly ok: true; readonly url: string }
  | { readonly ok: false; readonly fault: Extract<IdentityFault, "unavailable"> };

export type Identity =
  | { readonly ok: true; readonly subject: string }
  | { readonly ok: false; readonly fault: IdentityFault };

/** A login flow in progress; `state` is unguessable and unique. */
export interface LoginFlow {
  readonly state: string;
  /** URL without a query. The provider redirects the person back to it with its answer in the query. */
  readonly returnUrl: string;
}

export interface IdentityProvider {
  readonly id: string;
  readonly name: Bilingual;
  /** The only school whose staff use the provider; null for staff of any school. */
  readonly schoolCode: string | null;
  /** Returns the address of the sign-in page. */
  begin(loginFlow: LoginFlow): Promise<SignInPage>;
  /**
   * Completes the login. `returned` is the query of the return; `subject` is the permanent subject identifier, equal at
   * every sign-in.
   */
  finish(loginFlow: LoginFlow, returned: URLSearchParams): Promise<Identity>;
}

export interface IdentityProviderDeps {
  readonly timeoutMs: number;
  /** Derives a secret for one purpose and one login flow. */
  readonly secretOf: (purpose: string, state: string) => string;
  readonly warn: (fields: object, message: string) => void;
}

/** Maximum length of a subject identifier, longer than those of all providers. */
export const maxSubjectLength = 255;
