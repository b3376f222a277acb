/** Signed-in staff member, for every page below the gate. */
import type { Role } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { createContext, useContext } from "react";

export type Staff = RouteAnswer<"readStaffAccount">;

export const StaffContext = createContext<Staff | null>(null);

/** Throws above the gate, where nobody is signed in. */
export function useStaff(): Staff {
  const staff = useContext(StaffContext);
  if (!staff) throw new Error("A page that needs a staff member was shown without one");
  return staff;
}

export const hasRole = (staff: Staff, roles: readonly Role[]): boolean =>
  roles.some((role) => role === staff.role);
