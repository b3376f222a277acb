/** Sends a sign-in code to a phone, or says how that went wrong. */

/** `refused`: not sent. `unavailable`: it may have been sent all the same. */
export type SmsAnswer = "sent" | "refused" | "unavailable";

export interface Sms {
  /** `phone`: digits of a mainland number. */
  sendCode(phone: string, code: string): Promise<SmsAnswer>;
}
