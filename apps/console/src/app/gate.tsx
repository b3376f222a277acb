/** Admits a signed-in staff member to the pages, and shows everybody else the sign-in. */
import type { Problem } from "@gradphoto/domain/client";
import { useQueryClient } from "@tanstack/react-query";
import { Flex, Spin } from "antd";
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { call, onSessionEnd } from "../lib/client.ts";
import { fetchPage } from "../lib/fetch-page.ts";
import { type Staff, StaffContext } from "../lib/staff.ts";
import { hasUnsaved } from "../lib/use-leave-warning.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { countStored } from "../reviews/decision-queue.ts";
import { useOwnDecisions } from "../reviews/unsent-decisions.tsx";
import { Shell } from "./shell.tsx";

// Loaded lazily: a signed-in person does not need the code of the sign-in.
const SignIn = lazy(() => fetchPage(() => import("../staff/sign-in.tsx")));
const SignInAgain = lazy(() =>
  fetchPage(() => import("../staff/sign-in.tsx").then((page) => ({ default: page.SignInAgain }))),
);
const SetUp = lazy(() => fetchPage(() => import("../staff/set-up.tsx")));

const needsSetUp = ({ mustChangePassword, totpEnrolled }: Staff): boolean =>
  mustChangePassword || !totpEnrolled;

type Status =
  | { readonly at: "asking" }
  | { readonly at: "unanswered"; readonly problem: Problem }
  /** `isEnded`: the session ended by age or inactivity; nobody signed out. */
  | { readonly at: "out"; readonly isEnded: boolean }
  /** `isEnded`: the session ended under unsaved input, which stays until the person signs in again. */
  | { readonly at: "in"; readonly staff: Staff; readonly isEnded?: true };

/** Identity of a console: another person, role, school, department or province makes it another console. */
const personOf = ({ postId, role, school, department, province }: Staff): string =>
  [postId, role, school?.schoolCode, department, province?.code].join(" ");

export function Gate() {
  const [status, setStatus] = useState<Status>({ at: "asking" });
  const queries = useQueryClient();
  // Clears the query cache, so that the next person at the same desk sees none of its data. Pending decisions stay: each
  // is sent only under its own account.
  const forget = useCallback((): void => queries.getQueryCache().clear(), [queries]);
  const leave = useCallback((): void => {
    forget();
    setStatus({ at: "out", isEnded: false });
  }, [forget]);
  const isChecking = useRef(false);
  const signIns = useRef(0);
  const readAccount = useCallback(async () => {
    isChecking.current = true;
    const answer = await call("readStaffAccount", {});
    isChecking.current = false;
    return answer;
  }, []);
  // A request that was in flight while the post was switched fails with the old session; the new one may be valid.
  // The address stays, so that signing in again returns to the same page.
  const end = useCallback(async (): Promise<void> => {
    const { current: previousSignIns } = signIns;
    if (isChecking.current || (await readAccount()).ok) return;
    // A check that began before a new sign-in says nothing about the new session.
    if (signIns.current !== previousSignIns) return;
    if (hasUnsaved()) {
      setStatus((previous) => (previous.at === "in" ? { ...previous, isEnded: true } : previous));
      return;
    }
    forget();
    setStatus((previous) =>
      previous.at === "out" ? previous : { at: "out", isEnded: previous.at === "in" },
    );
  }, [forget, readAccount]);
  const enter = useCallback(
    (staff: Staff): void => {
      signIns.current += 1;
      forget();
      setStatus({ at: "in", staff });
    },
    [forget],
  );
  const person = status.at === "in" ? personOf(status.staff) : null;
  const isEnded = status.at === "in" && status.isEnded === true;
  /** The same person continues on the same page; another one starts their own console. */
  const resume = useCallback(
    (staff: Staff): void => {
      if (personOf(staff) !== person) enter(staff);
      else {
        signIns.current += 1;
        setStatus({ at: "in", staff });
        void queries.invalidateQueries();
      }
    },
    [person, enter, queries],
  );
  const request = useCallback(async (): Promise<void> => {
    const answer = await readAccount();
    if (answer.ok) return enter(answer.value);
    const { problem } = answer;
    // An unreachable service proves nothing about the session.
    setStatus(
      problem.status === 401 ? { at: "out", isEnded: false } : { at: "unanswered", problem },
    );
  }, [enter, readAccount]);
  useEffect(() => {
    onSessionEnd(() => void end());
    void request();
  }, [request, end]);
  // All tabs of a browser share one session: another person may have signed in in another tab meanwhile.
  useEffect(() => {
    const recheck = async (): Promise<void> => {
      if (document.visibilityState !== "visible" || person === null) return;
      const answer = await call("readStaffAccount", {});
      if (answer.ok && (isEnded || personOf(answer.value) !== person)) resume(answer.value);
    };
    const listener = (): void => void recheck();
    document.addEventListener("visibilitychange", listener);
    return () => document.removeEventListener("visibilitychange", listener);
  }, [person, isEnded, resume]);
  useOwnDecisions(status.at === "in" ? status.staff.staffId : null);
  if (status.at === "asking") return <Coming />;
  if (status.at === "unanswered") {
    return (
      <Flex align="center" justify="center" style={{ minHeight: "100vh", padding: 24 }}>
        <ProblemNote problem={status.problem} refetch={() => void request()} />
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
      {isEnded && (
        <Suspense fallback={null}>
          <SignInAgain username={status.staff.username} whenIn={resume} />
        </Suspense>
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
