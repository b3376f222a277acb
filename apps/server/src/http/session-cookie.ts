/** Console session in an HttpOnly cookie. All other clients send the token in a header. */
import { contractVersionHeader, isStaff } from "@gradphoto/domain";
import type { Route } from "@gradphoto/domain/routes";
import type { FastifyReply, FastifyRequest } from "fastify";

export interface StaffCookie {
  readonly name: string;
  readonly attributes: string;
}

export const staffCookies = {
  /** The `__Host-` prefix restricts the cookie to https and to this host, and prevents other hosts from setting it. */
  production: { name: "__Host-gradphoto-staff", attributes: "Path=/; Secure" },
  /** Cookie for plain http on this machine. */
  demo: { name: "gradphoto-staff", attributes: "Path=/v1" },
} as const satisfies Readonly<Record<string, StaffCookie>>;

/**
 * Returns the credentials in the form of an `authorization` header. The cookie counts only for staff routes. For writes
 * it also requires the contract's own header, which another site's page cannot send (CSRF protection).
 */
export function credentialsOf(
  request: FastifyRequest,
  route: Pick<Route, "method" | "roles">,
  { name }: StaffCookie,
): string | undefined {
  const { authorization, cookie = "" } = request.headers;
  if (authorization !== undefined || !isForStaff(route)) return authorization;
  if (route.method !== "GET" && request.headers[contractVersionHeader] === undefined)
    return undefined;
  const token = new RegExp(`(?:^|;\\s*)${name}=([A-Za-z0-9_-]{1,200})(?:;|$)`).exec(cookie)?.[1];
  return token === undefined ? undefined : `Bearer ${token}`;
}

const isForStaff = ({ roles }: Pick<Route, "roles">): boolean =>
  !roles.includes("anonymous") && roles.some(isStaff);

/** Sets the cookie; a `session` of null deletes it. */
export function setSessionCookie(
  reply: FastifyReply,
  session: { readonly token: string; readonly expiresAt: string } | null,
  { name, attributes }: StaffCookie,
): void {
  const value = session?.token ?? "";
  const expires = new Date(session?.expiresAt ?? 0).toUTCString();
  reply.header(
    "set-cookie",
    `${name}=${value}; ${attributes}; HttpOnly; SameSite=Strict; Expires=${expires}`,
  );
}
