/** A staff call as the authorization passes it to a handler. */
import type { Role } from "@gradphoto/domain";
import type { Call } from "../../core/call.ts";
import { studentCall } from "./student-world.ts";

export function staffCall(
  staffId: string,
  role: Role,
  schoolCode: string | null = null,
  department: string | null = null,
): Call {
  const call = studentCall("");
  return { ...call, caller: { ...call.caller, role, accountId: null, staffId, schoolCode, department } };
}
