/** Port that sends a sign-in code or a notice to a phone. */
import { z } from "zod";
import type { RequestFault } from "../request-json.ts";

/**
 * Pattern of a key in base64. The 43rd character holds only four bits, so only one of several encodings of the same
 * bytes is accepted.
 */
export const keyLetters = "[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=";

export const secretKey = z
  .string()
  .regex(new RegExp(`^${keyLetters}$`), "must be 32 bytes in base64, as gradphoto keys makes them");

/**
 * `refused` means that it was not sent to this person now, `unavailable` that it may have been sent. With every other
 * fault it was not sent.
 */
export type SmsAnswer = "sent" | "refused" | RequestFault | "unavailable";

export interface SmsDeps {
  readonly timeoutMs: number;
  /** Called for problems that an operator must fix, such as a wrong key. */
  readonly warn: (fields: { readonly smsStatus: number }, message: string) => void;
}

export interface Sms {
  /** Sends a sign-in code. `phone` consists of the digits of a mainland number. */
  sendCode(phone: string, code: string): Promise<SmsAnswer>;
  /** Sends a notice. `reference` is the idempotency key: a repeated notice is sent only once. */
  sendNotice(
    phone: string,
    notice: { readonly text: string; readonly reference: string },
  ): Promise<SmsAnswer>;
}
