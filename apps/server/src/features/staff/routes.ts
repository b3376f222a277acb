/** The handlers of the console's sign-in. */
import type { Handlers } from "../../infra/call.ts";
import { staffOf } from "../collections/caller-account.ts";
import type { StaffNeeds } from "./needs.ts";
import { signInStaff } from "./sign-in.ts";
import { showStaff } from "./staff-rows.ts";

export const staffHandlers = (needs: StaffNeeds): Pick<Handlers, "staffSignIn" | "readStaffAccount"> => ({
  staffSignIn: ({ body }, call) => signInStaff(needs, { ...body, address: call.address }),
  readStaffAccount: (_input, call) => showStaff(needs.db, needs.sealer, staffOf(call)),
});
