/** Signs in over HTTP as one of the demo's staff, for benches. */
import { routeTable } from "@gradphoto/domain";
import { z } from "zod";
import { readServiceConfig } from "../service-config.ts";
import { codeAt } from "../staff/one-time-code.ts";

/** The token of the session. */
export async function signInDemo(url: string, username: string): Promise<string> {
  const { demoStaff } = readServiceConfig({}).secrets;
  if (!demoStaff) throw new Error("There is no demo staff to sign in");
  const body = { username, password: demoStaff.password, oneTimeCode: codeAt(demoStaff.totp, new Date()) };
  const answer = await fetch(`${url}${routeTable.staffSignIn.path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return z.object({ token: z.string() }).parse(await answer.json()).token;
}
