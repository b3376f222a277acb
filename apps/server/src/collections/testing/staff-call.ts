/** A call of staff, as the authorisation hands it to a handler. */
import type { Role } from "@gradphoto/domain";
import type { Call } from "../../core/call.ts";
import { studentCall } from "./student-world.ts";

export const staffCall = (staffId: string, role: Role, schoolCode: string | null = null): Call => ({
  ...studentCall(""),
  caller: { role, accountId: null, staffId, schoolCode, province: null, postId: null, setUp: null, tokenSha256: null },
});
