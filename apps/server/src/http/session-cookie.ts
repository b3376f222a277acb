/** The console's session as a cookie that no script can read; every other client sends its token in a header. */
import { contractVersionHeader, isStaff } from "@gradphoto/domain";
import type { Route } from "@gradphoto/domain/routes";
import type { FastifyReply, FastifyRequest } from "fastify";

export interface StaffCookie {
  readonly name: string;
  readonly attributes: string;
}

export const staffCookies = {
  /** By its name browsers send it over https alone, to this host alone, and no other host sets one. */
  production: { name: "__Host-gradphoto-staff", attributes: "Path=/; Secure" },
  /** Plain http on this machine. */
  demo: { name: "gradphoto-staff", attributes: "Path=/v1" },
} as const satisfies Readonly<Record<string, StaffCookie>>;

/**
 * What stands for the `authorization` header. A cookie counts for staff's routes alone, and for an act only beside the
 * contract's own header: another site's page may make a browser send the cookie, but never that header.
 */
export function credentialsOf(
  request: FastifyRequest,
  route: Pick<Route, "method" | "roles">,
  { name }: StaffCookie,
): string | undefined {
  const { authorization, cookie = "" } = request.headers;
  if (authorization !== undefined || !isForStaff(route)) return authorization;
  if (route.method !== "GET" && request.headers[contractVersionHeader] === undefined) return undefined;
  const token = new RegExp(`(?:^|;\\s*)${name}=([A-Za-z0-9_-]{1,200})(?:;|$)`).exec(cookie)?.[1];
  return token === undefined ? undefined : `Bearer ${token}`;
}

const isForStaff = ({ roles }: Pick<Route, "roles">): boolean => !roles.includes("anonymous") && roles.some(isStaff);

/** `session` null: the browser forgets it. */
export function setSessionCookie(
  reply: FastifyReply,
  session: { readonly token: string; readonly expiresAt: string } | null,
  { name, attributes }: StaffCookie,
): void {
  const value = session?.token ?? "";
  const expires = new Date(session?.expiresAt ?? 0).toUTCString();
  reply.header("set-cookie", `${name}=${value}; ${attributes}; HttpOnly; SameSite=Strict; Expires=${expires}`);
}
