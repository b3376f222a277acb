/** Tells once per opening of the app that somebody signed in on another device since, who may not be the student. */
import { shanghaiTime } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useEffect } from "react";
import { call } from "../service/call.ts";
import { useAct } from "../service/use-act.ts";
import { createState } from "../state/create-state.ts";
import { useSessionToken } from "../state/session.ts";
import { useWords, wordsOf } from "../words/words.ts";
import { Button } from "./button.tsx";
import { Notice, ProblemNotice } from "./notice.tsx";

type Session = RouteAnswer<"listAccountSessions">["sessions"][number];

const wordTable = wordsOf(
  {
    news: (time: string, device: string) => `${time} 有新的登录：${device}。是您本人吗？`,
    unknown: "未知设备",
    mine: (count: number) => (count === 1 ? "是我本人" : "都是我本人"),
    end: "不是我，退出它",
  },
  {
    news: (time, device) => `New sign-in ${time}: ${device}. Was it you?`,
    unknown: "an unknown device",
    mine: (count) => (count === 1 ? "It was me" : "All of them were me"),
    end: "Not me: end it",
  },
);

/** Of which session it was asked, and what is not answered yet. */
const told = createState<{ readonly token: string | null; readonly news: readonly Session[] }>({
  token: null,
  news: [],
});

export function NewSignIns() {
  const words = useWords(wordTable);
  const token = useSessionToken();
  const { news } = told.use();
  const act = useAct();
  useEffect(() => {
    if (token === null || told.read().token === token) return;
    told.write({ token, news: [] });
    void call("listAccountSessions", {}).then((answer) => {
      if (answer.ok) told.write({ token, news: answer.value.sessions.filter(({ isNews }) => isNews) });
    });
  }, [token]);
  if (token === null || news.length === 0) return null;
  const done = (rest: readonly Session[]): null => {
    told.write({ token, news: rest });
    return null;
  };
  const acknowledge = () =>
    act.run(async () => {
      const seenUntil =
        news
          .map(({ createdAt }) => createdAt)
          .sort()
          .at(-1) ?? "";
      const answer = await call("acknowledgeAccountSessions", { body: { seenUntil } });
      return answer.ok ? done([]) : answer.problem;
    });
  const end = (session: Session) =>
    act.run(async () => {
      const { accountSessionId } = session;
      const answer = await call("endAccountSession", { params: { accountSessionId } });
      const isGone = answer.ok || answer.problem.code === "not-found";
      return isGone ? done(news.filter((one) => one !== session)) : answer.problem;
    });
  return (
    <>
      <Notice tone="warning">
        {news.map((session) => {
          const [time, device] = [shanghaiTime(session.createdAt), session.device ?? words.unknown];
          return (
            <div key={session.accountSessionId}>
              <p className="text">{words.news(time, device)}</p>
              <Button
                id={`end-${session.accountSessionId}`}
                kind="link"
                busy={act.busy}
                label={`${words.end} (${time} ${device})`}
                onTap={() => void end(session)}
              >
                {words.end}
              </Button>
            </div>
          );
        })}
        <Button id="new-sign-in-mine" kind="link" busy={act.busy} onTap={() => void acknowledge()}>
          {words.mine(news.length)}
        </Button>
      </Notice>
      <ProblemNotice problem={act.problem} />
    </>
  );
}
