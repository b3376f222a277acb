/** List of one's own sessions, each of which can be ended. */
import { beijingTime } from "@gradphoto/domain";
import type { Problem } from "@gradphoto/domain/client";
import { useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { useAnswer } from "../../service/use-answer.ts";
import { useWords } from "../../words/words.ts";
import { myDataWords } from "./my-data-words.ts";

export function MySessions() {
  const words = useWords(myDataWords);
  const answer = useAnswer("listAccountSessions", {});
  const act = useAct();
  /** The button that was tapped. */
  const [tapped, setTapped] = useState<string | null>(null);
  const [text, setText] = useState<string | null>(null);
  const run = (
    button: string,
    work: () => Promise<{ readonly problem: Problem | null; readonly notice: string }>,
  ) =>
    act.run(async () => {
      setTapped(button);
      setText(null);
      const outcome = await work();
      if (outcome.problem) return outcome.problem;
      await answer.refetch();
      setText(outcome.notice);
      return null;
    });
  const end = (accountSessionId: string) =>
    run(accountSessionId, async () => {
      const answer = await call("endAccountSession", { params: { accountSessionId } });
      // The session may have ended elsewhere meanwhile.
      const isMissing = answer.ok || answer.problem.code === "not-found";
      return { problem: isMissing ? null : answer.problem, notice: words.sessionEnded };
    });
  const endOthers = () =>
    run("others", async () => {
      const answer = await call("endOtherAccountSessions", {});
      return { problem: answer.ok ? null : answer.problem, notice: words.othersEnded };
    });
  return (
    <section className="card" id="my-sessions">
      <h2 className="heading">{words.sessions}</h2>
      <Loaded answer={answer}>
        {({ sessions }) => (
          <>
            {sessions.map(({ accountSessionId, device, lastSeenAt, current }) => (
              <div className="row row--between" key={accountSessionId}>
                <div className="grow">
                  <p className="text">
                    {device ?? words.unknownDevice}
                    {current && ` · ${words.thisDevice}`}
                  </p>
                  <p className="quiet">{words.lastSeen(beijingTime(lastSeenAt))}</p>
                </div>
                {!current && (
                  <Button
                    kind="link"
                    off={act.busy}
                    busy={act.busy && tapped === accountSessionId}
                    label={`${words.endSession} (${device ?? words.unknownDevice})`}
                    onTap={() => void end(accountSessionId)}
                  >
                    {words.endSession}
                  </Button>
                )}
              </div>
            ))}
            {text !== null && <Notice tone="success">{text}</Notice>}
            <ProblemNotice problem={act.problem} />
            {sessions.length > 1 && (
              <Button
                id="end-others"
                kind="second"
                off={act.busy}
                busy={act.busy && tapped === "others"}
                onTap={() => void endOthers()}
              >
                {words.endOthers}
              </Button>
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}
