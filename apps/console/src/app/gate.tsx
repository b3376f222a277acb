/** Lets a signed-in staff member through to the pages, and everybody else to the sign-in. */
import { useQueryClient } from "@tanstack/react-query";
import { Flex, Spin } from "antd";
import { useEffect, useState } from "react";
import { SetUp } from "../features/security/set-up.tsx";
import { SignIn } from "../features/sign-in/sign-in.tsx";
import { call, onSessionEnd } from "../lib/client.ts";
import { type Staff, StaffContext } from "../lib/staff.ts";
import { Shell } from "./shell.tsx";

const needsSetUp = ({ mustChangePassword, totpEnrolled }: Staff): boolean => mustChangePassword || !totpEnrolled;

type Standing = { readonly at: "asking" } | { readonly at: "out" } | { readonly at: "in"; readonly staff: Staff };

export function Gate() {
  const [standing, setStanding] = useState<Standing>({ at: "asking" });
  const queries = useQueryClient();
  useEffect(() => {
    const leave = (): void => {
      queries.clear();
      setStanding({ at: "out" });
    };
    onSessionEnd(leave);
    void call("readStaffAccount", {}).then((answer) => {
      if (answer.ok) setStanding({ at: "in", staff: answer.value });
      else setStanding({ at: "out" });
    });
  }, [queries]);
  if (standing.at === "asking") {
    return (
      <Flex align="center" justify="center" style={{ minHeight: "100vh" }}>
        <Spin size="large" />
      </Flex>
    );
  }
  if (standing.at === "out") return <SignIn whenIn={(staff) => setStanding({ at: "in", staff })} />;
  return (
    <StaffContext.Provider value={standing.staff}>
      {needsSetUp(standing.staff) ? (
        <SetUp changed={(staff) => setStanding({ at: "in", staff })} />
      ) : (
        <Shell whenOut={() => setStanding({ at: "out" })} />
      )}
    </StaffContext.Provider>
  );
}
