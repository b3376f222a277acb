/** Return from an identity provider while signed in: binds the identity, or redirects to the first page. */
import { Flex, Spin } from "antd";
import { useEffect, useRef, useState } from "react";
import { Link, Navigate } from "react-router";
import { useAct } from "../lib/use-act.ts";
import { useWords } from "../lib/words.ts";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { identityWords } from "./identity-words.ts";
import { readLoginFlow, takeProviderAnswer } from "./login-flow.ts";

export default function ReturnedPage() {
  const t = useWords(identityWords);
  const act = useAct();
  const [loginFlow] = useState(readLoginFlow);
  const [isBound, setBound] = useState(false);
  const hasStarted = useRef(false);
  const { run } = act;
  useEffect(() => {
    if (!loginFlow?.binds || hasStarted.current) return;
    hasStarted.current = true;
    void run("finishIdentityBinding", { body: { returned: takeProviderAnswer() } }).then((answer) =>
      setBound(answer !== null),
    );
  }, [loginFlow, run]);
  if (!loginFlow?.binds) return <Navigate to="/" replace />;
  if (isBound) return <Navigate to="/security" replace />;
  return (
    <Page title={t.title}>
      {act.problem ? (
        <>
          <ProblemNote problem={act.problem} />
          <Link to="/security">{t.toSecurity}</Link>
        </>
      ) : (
        <Flex gap={8} role="status">
          <Spin size="small" /> {t.binding}
        </Flex>
      )}
    </Page>
  );
}
