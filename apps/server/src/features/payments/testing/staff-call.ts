/** A call of staff, as the authorisation hands it to a handler. */
import type { Call, Caller } from "../../../infra/call.ts";
import { studentCall } from "../../collections/testing/student-world.ts";

export const staffCall = (role: Caller["role"], staffId: string, schoolCode: string | null = null): Call => ({
  ...studentCall(""),
  caller: { role, accountId: null, staffId, schoolCode, setUp: null, tokenSha256: null },
});
