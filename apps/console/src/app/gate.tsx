/** Lets a signed-in staff member through to the pages, and everybody else to the sign-in. */
import type { Problem } from "@gradphoto/domain/client";
import { useQueryClient } from "@tanstack/react-query";
import { Flex, Spin } from "antd";
import { useCallback, useEffect, useState } from "react";
import { call, onSessionEnd } from "../lib/client.ts";
import { type Staff, StaffContext } from "../lib/staff.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { SetUp } from "../staff/set-up.tsx";
import { SignIn } from "../staff/sign-in.tsx";
import { Shell } from "./shell.tsx";

const needsSetUp = ({ mustChangePassword, totpEnrolled }: Staff): boolean => mustChangePassword || !totpEnrolled;

type Standing =
  | { readonly at: "asking" }
  | { readonly at: "unanswered"; readonly problem: Problem }
  | { readonly at: "out" }
  | { readonly at: "in"; readonly staff: Staff };

/** Whose console it is: another person, role or school is another console. */
const personOf = ({ staffId, role, school }: Staff): string => [staffId, role, school?.schoolCode].join(" ");

export function Gate() {
  const [standing, setStanding] = useState<Standing>({ at: "asking" });
  const queries = useQueryClient();
  // What one person was shown is not for the next one at the same desk.
  const leave = useCallback((): void => {
    queries.clear();
    setStanding({ at: "out" });
  }, [queries]);
  const enter = useCallback(
    (staff: Staff): void => {
      queries.clear();
      setStanding({ at: "in", staff });
    },
    [queries],
  );
  const ask = useCallback(async (): Promise<void> => {
    const answer = await call("readStaffAccount", {});
    if (answer.ok) return enter(answer.value);
    const { problem } = answer;
    // Whoever has no session was sent to the sign-in by then; a service out of reach says nothing of sessions.
    setStanding((before) => (before.at === "out" ? before : { at: "unanswered", problem }));
  }, [enter]);
  useEffect(() => {
    onSessionEnd(leave);
    void ask();
  }, [ask, leave]);
  const person = standing.at === "in" ? personOf(standing.staff) : null;
  // Every tab of a browser has the same session: in another one somebody else may have signed in meanwhile.
  useEffect(() => {
    const lookAgain = async (): Promise<void> => {
      if (document.visibilityState !== "visible" || person === null) return;
      const answer = await call("readStaffAccount", {});
      if (answer.ok && personOf(answer.value) !== person) enter(answer.value);
    };
    const listener = (): void => void lookAgain();
    document.addEventListener("visibilitychange", listener);
    return () => document.removeEventListener("visibilitychange", listener);
  }, [person, enter]);
  if (standing.at === "asking") {
    return (
      <Flex align="center" justify="center" style={{ minHeight: "100vh" }}>
        <Spin size="large" />
      </Flex>
    );
  }
  if (standing.at === "unanswered") {
    return (
      <Flex align="center" justify="center" style={{ minHeight: "100vh", padding: 24 }}>
        <ProblemNote problem={standing.problem} again={() => void ask()} />
      </Flex>
    );
  }
  if (standing.at === "out") return <SignIn whenIn={enter} />;
  return (
    <StaffContext.Provider value={standing.staff}>
      {needsSetUp(standing.staff) ? (
        <SetUp changed={(staff) => setStanding({ at: "in", staff })} />
      ) : (
        <Shell key={person} whenOut={leave} />
      )}
    </StaffContext.Provider>
  );
}
