/** Lets a signed-in staff member through to the pages, and everybody else to the sign-in. */
import type { Problem } from "@gradphoto/domain/client";
import { useQueryClient } from "@tanstack/react-query";
import { Flex, Spin } from "antd";
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { call, onSessionEnd } from "../lib/client.ts";
import { fetchPage } from "../lib/fetch-page.ts";
import { type Staff, StaffContext } from "../lib/staff.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { countStored } from "../reviews/decision-queue.ts";
import { useOwnDecisions } from "../reviews/unsent-decisions.tsx";
import { Shell } from "./shell.tsx";

// Nobody who is signed in has to fetch what signing in takes.
const SignIn = lazy(() => fetchPage(() => import("../staff/sign-in.tsx")));
const SetUp = lazy(() => fetchPage(() => import("../staff/set-up.tsx")));

const needsSetUp = ({ mustChangePassword, totpEnrolled }: Staff): boolean => mustChangePassword || !totpEnrolled;

type Status =
  | { readonly at: "asking" }
  | { readonly at: "unanswered"; readonly problem: Problem }
  /** `isEnded`: by its time, or because nobody was there; nobody signed out. */
  | { readonly at: "out"; readonly isEnded: boolean }
  | { readonly at: "in"; readonly staff: Staff };

/** Whose console it is: another person, role, school, department or province is another console. */
const personOf = ({ postId, role, school, department, province }: Staff): string =>
  [postId, role, school?.schoolCode, department, province?.code].join(" ");

export function Gate() {
  const [status, setStatus] = useState<Status>({ at: "asking" });
  const queries = useQueryClient();
  // What one person was shown is not for the next one at the same desk; decisions on their way are dropped by themselves.
  const forget = useCallback((): void => queries.getQueryCache().clear(), [queries]);
  const leave = useCallback((): void => {
    forget();
    setStatus({ at: "out", isEnded: false });
  }, [forget]);
  // The address stays: who signs in again is back on the page.
  const end = useCallback((): void => {
    forget();
    setStatus((previous) => (previous.at === "out" ? previous : { at: "out", isEnded: previous.at === "in" }));
  }, [forget]);
  const enter = useCallback(
    (staff: Staff): void => {
      forget();
      setStatus({ at: "in", staff });
    },
    [forget],
  );
  const ask = useCallback(async (): Promise<void> => {
    const answer = await call("readStaffAccount", {});
    if (answer.ok) return enter(answer.value);
    const { problem } = answer;
    // Whoever has no session was sent to the sign-in by then; a service out of reach says nothing of sessions.
    setStatus((previous) => (previous.at === "out" ? previous : { at: "unanswered", problem }));
  }, [enter]);
  useEffect(() => {
    onSessionEnd(end);
    void ask();
  }, [ask, end]);
  const person = status.at === "in" ? personOf(status.staff) : null;
  // Every tab of a browser has the same session: in another one somebody else may have signed in meanwhile.
  useEffect(() => {
    const recheck = async (): Promise<void> => {
      if (document.visibilityState !== "visible" || person === null) return;
      const answer = await call("readStaffAccount", {});
      if (answer.ok && personOf(answer.value) !== person) enter(answer.value);
    };
    const listener = (): void => void recheck();
    document.addEventListener("visibilitychange", listener);
    return () => document.removeEventListener("visibilitychange", listener);
  }, [person, enter]);
  useOwnDecisions(status.at === "in" ? status.staff.staffId : null);
  if (status.at === "asking") return <Coming />;
  if (status.at === "unanswered") {
    return (
      <Flex align="center" justify="center" style={{ minHeight: "100vh", padding: 24 }}>
        <ProblemNote problem={status.problem} refetch={() => void ask()} />
      </Flex>
    );
  }
  if (status.at === "out") {
    return (
      <Suspense fallback={<Coming />}>
        <SignIn isEnded={status.isEnded} unsaved={countStored()} whenIn={enter} />
      </Suspense>
    );
  }
  return (
    <StaffContext.Provider value={status.staff}>
      {needsSetUp(status.staff) ? (
        <Suspense fallback={<Coming />}>
          <SetUp changed={(staff) => setStatus({ at: "in", staff })} />
        </Suspense>
      ) : (
        <Shell key={person} whenIn={enter} whenOut={leave} />
      )}
    </StaffContext.Provider>
  );
}

function Coming() {
  return (
    <Flex align="center" justify="center" style={{ minHeight: "100vh" }}>
      <Spin size="large" />
    </Flex>
  );
}
