/** Contact for vulnerability reports, at the standard location (RFC 9116). */
import type { FastifyInstance } from "fastify";
import type { Clock } from "../infra/clock.ts";

export interface SecurityContact {
  /** An email address, a telephone number or a URL. */
  readonly contact: string;
  readonly publicUrl: string;
  readonly clock: Clock;
}

const path = "/.well-known/security.txt";
/** Validity, less than a year as the standard recommends; renewed each day. */
const validMs = 180 * 86_400_000;

/** Returns the contact as a URI; null for a postal address, which has no such form. */
export function contactUri(contact: string): string | null {
  const plain = contact.trim();
  if (/^https:\/\/\S+$/.test(plain)) return plain;
  if (/^[^\s@]+@[^\s@]+$/.test(plain)) return `mailto:${plain}`;
  const digits = plain.replace(/[\s()-]/g, "");
  return /^\+?\d{5,15}$/.test(digits) ? `tel:${digits}` : null;
}

export function serveSecurityTxt(
  app: FastifyInstance,
  { contact, publicUrl, clock }: SecurityContact,
): void {
  const uri = contactUri(contact);
  if (uri === null) return;
  app.get(path, (_request, reply) => {
    const expires = new Date(clock().getTime() + validMs);
    expires.setUTCHours(0, 0, 0, 0);
    const lines = [
      `Contact: ${uri}`,
      `Expires: ${expires.toISOString()}`,
      "Preferred-Languages: zh, en",
      `Canonical: ${publicUrl}${path}`,
    ];
    return reply.type("text/plain; charset=utf-8").send(`${lines.join("\n")}\n`);
  });
}
