/** Signs in over HTTP as one of the staff of `addSchoolAndStaff`, for benchmarks. */
import { routeTable } from "@gradphoto/domain";
import { z } from "zod";
import { codeAt } from "../../../apps/server/src/staff/one-time-code.ts";
import { staffAccess } from "../../../apps/server/src/testing/school-and-staff.ts";

/** Returns the session token. */
export async function signInStaff(url: string, username: string): Promise<string> {
  const body = { username, password: staffAccess.password, oneTimeCode: codeAt(staffAccess.totp, new Date()) };
  const answer = await fetch(`${url}${routeTable.staffSignIn.path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return z.object({ token: z.string() }).parse(await answer.json()).token;
}
