/** Where the student is signed in, and ending any of it. */
import { shanghaiTime } from "@gradphoto/domain";
import { Button } from "../../parts/button.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { ProblemNotice } from "../../parts/notice.tsx";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { useAnswer } from "../../service/use-answer.ts";
import { useWords } from "../../words/words.ts";
import { myDataWords } from "./my-data-words.ts";

export function MySessions() {
  const words = useWords(myDataWords);
  const shown = useAnswer("listAccountSessions", {});
  const act = useAct();
  const end = (accountSessionId: string) =>
    act.run(async () => {
      const answer = await call("endAccountSession", { params: { accountSessionId } });
      await shown.refetch();
      return answer.ok ? null : answer.problem;
    });
  const endOthers = () =>
    act.run(async () => {
      const answer = await call("endOtherAccountSessions", {});
      await shown.refetch();
      return answer.ok ? null : answer.problem;
    });
  return (
    <section className="card" id="my-sessions">
      <h2 className="heading">{words.sessions}</h2>
      <Loaded shown={shown}>
        {({ sessions }) => (
          <>
            {sessions.map(({ accountSessionId, device, lastSeenAt, current }) => (
              <div className="row row--between" key={accountSessionId}>
                <div className="grow">
                  <p className="text">
                    {device ?? words.unknownDevice}
                    {current && ` · ${words.thisDevice}`}
                  </p>
                  <p className="quiet">{words.lastSeen(shanghaiTime(lastSeenAt))}</p>
                </div>
                {!current && (
                  <Button
                    kind="link"
                    busy={act.busy}
                    label={`${words.endSession} (${device ?? words.unknownDevice})`}
                    onTap={() => void end(accountSessionId)}
                  >
                    {words.endSession}
                  </Button>
                )}
              </div>
            ))}
            <ProblemNotice problem={act.problem} />
            {sessions.length > 1 && (
              <Button id="end-others" kind="second" busy={act.busy} onTap={() => void endOthers()}>
                {words.endOthers}
              </Button>
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}
