/** Staff of the demo, signed in with password and one-time code. */

import type { Transport } from "@gradphoto/domain/client";
import { TOTP } from "otpauth";
import { openClient, type PersonClient, plainTransport, take } from "./client.ts";

/** The demo's, as HOWTO.md states them. */
export const demoStaff = { password: "development-password", totp: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP" };

export async function signInStaff(
  url: string,
  username: string,
  transport: Transport<Blob> = plainTransport,
): Promise<PersonClient> {
  const client = openClient(url, transport);
  const oneTimeCode = new TOTP({ secret: demoStaff.totp }).generate();
  const body = { username, password: demoStaff.password, oneTimeCode };
  const session = await take(client.call("staffSignIn", { body }));
  client.signInAs(session.token);
  return client;
}
