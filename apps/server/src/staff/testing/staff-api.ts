/** Complete service with staff of every role, who sign in a minute apart. */
import { expect } from "vitest";
import { openTestApi } from "../../testing/open-api.ts";
import { addSchoolAndStaff, staffAccess } from "../../testing/school-and-staff.ts";
import { codeAt } from "../one-time-code.ts";

const minuteMs = 60_000;
const { password, totp } = staffAccess;

/** Opens the service. Call it at the top of a test file. */
export async function openStaffApi() {
  const api = await openTestApi();
  const { db, pool, call, clock } = api;
  await addSchoolAndStaff(db, clock.now);
  const wait = (ms: number): void => {
    clock.now = new Date(clock.now.getTime() + ms);
  };
  const signIn = (username: string) => {
    // Each one-time code is valid once.
    wait(minuteMs);
    return call("staffSignIn", {
      body: { username, password, oneTimeCode: codeAt(totp, clock.now) },
    });
  };
  const tokenOf = async (username: string): Promise<string> => {
    const { status, code, body } = await signIn(username);
    expect(status, code).toBe(200);
    return body.token;
  };
  return {
    ...api,
    wait,
    signIn,
    tokenOf,
    idOf: async (username: string): Promise<string> =>
      (await pool.query("select id from staff where username = $1", [username])).rows[0].id,
    /** Confirms a change that the operator has just viewed. */
    confirm: async (staffId: string, token: string) => {
      const params = { staffId };
      const { unconfirmed } = (await call("readStaffMember", { token, params })).body;
      return call("confirmStaff", {
        token,
        params,
        body: { seenAt: unconfirmed?.at ?? clock.now.toISOString() },
      });
    },
  };
}
