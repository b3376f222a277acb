/** A school's or company's own sign-in (统一身份认证): where a person is sent, and what its word on who came back may be. */
import type { Bilingual } from "@gradphoto/domain";

export type IdentityFault =
  /** The person stopped, or what came back is not the provider's word on this sign-in. */
  | "refused"
  /** Unreachable, too slow, or it does not take our credentials. */
  | "unavailable";

export type SignInPage =
  | { readonly ok: true; readonly url: string }
  | { readonly ok: false; readonly fault: Extract<IdentityFault, "unavailable"> };

export type Identity =
  | { readonly ok: true; readonly subject: string }
  | { readonly ok: false; readonly fault: IdentityFault };

/** One sign-in under way; `state` is unguessable and belongs to it alone. */
export interface LoginFlow {
  readonly state: string;
  /** Without query; the provider sends the person back to it, with what it says in the query. */
  readonly returnUrl: string;
}

export interface IdentityProvider {
  readonly id: string;
  readonly name: Bilingual;
  /** The school whose staff alone come from it; null: staff of any. */
  readonly schoolCode: string | null;
  /** The address of its sign-in page. */
  begin(loginFlow: LoginFlow): Promise<SignInPage>;
  /** `returned`: the query with which the person came back. `subject`: its lasting name of the person, the same at every sign-in. */
  finish(loginFlow: LoginFlow, returned: URLSearchParams): Promise<Identity>;
}

export interface IdentityProviderDeps {
  readonly timeoutMs: number;
  /** A secret of ours bound to one purpose and one trip. */
  readonly secretOf: (purpose: string, state: string) => string;
  readonly warn: (fields: object, message: string) => void;
}

/** Longer than any provider's name of a person. */
export const maxSubjectLength = 255;
