/** Notice, once per start of the app, about sign-ins on other devices, which may not be the student's. */
import { beijingTime } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useEffect, useState } from "react";
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
    itWasMe: (count: number) => (count === 1 ? "是我本人" : "都是我本人"),
    end: "不是我，退出该设备",
    ended: (device: string) =>
      `已退出该设备（${device}），它要重新登录才能使用。短信验证码请不要告诉别人；有疑问请联系客服。`,
  },
  {
    news: (time, device) => `New sign-in ${time}: ${device}. Was it you?`,
    unknown: "an unknown device",
    itWasMe: (count) => (count === 1 ? "It was me" : "All of them were me"),
    end: "Not me: sign it out",
    ended: (device) =>
      `Signed out: ${device} has to sign in again. Tell nobody your SMS codes; if in doubt, please contact customer service.`,
  },
);

/** The session that was queried, and the sign-ins that are not acknowledged yet. */
const reported = createState<{ readonly token: string | null; readonly news: readonly Session[] }>({
  token: null,
  news: [],
});

export function NewSignIns() {
  const words = useWords(wordTable);
  const token = useSessionToken();
  const { news } = reported.use();
  const act = useAct();
  /** The button that was tapped. */
  const [tapped, setTapped] = useState<string | null>(null);
  const [ended, setEnded] = useState<string | null>(null);
  useEffect(() => {
    if (token === null || reported.read().token === token) return;
    reported.write({ token, news: [] });
    void call("listAccountSessions", {}).then((answer) => {
      if (answer.ok)
        reported.write({ token, news: answer.value.sessions.filter(({ isNews }) => isNews) });
    });
  }, [token]);
  const endedNotice = ended !== null && <Notice tone="success">{words.ended(ended)}</Notice>;
  if (token === null) return null;
  if (news.length === 0) return endedNotice;
  const done = (rest: readonly Session[]): null => {
    reported.write({ token, news: rest });
    return null;
  };
  const acknowledge = () =>
    act.run(async () => {
      setTapped("own");
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
      setTapped(accountSessionId);
      setEnded(null);
      const answer = await call("endAccountSession", { params: { accountSessionId } });
      const isMissing = answer.ok || answer.problem.code === "not-found";
      if (!isMissing) return answer.problem;
      setEnded(session.device ?? words.unknown);
      return done(news.filter((one) => one !== session));
    });
  return (
    <>
      <Notice tone="warning">
        {news.map((session) => {
          const [time, device] = [beijingTime(session.createdAt), session.device ?? words.unknown];
          return (
            <div key={session.accountSessionId}>
              <p className="text">{words.news(time, device)}</p>
              <Button
                id={`end-${session.accountSessionId}`}
                kind="link"
                off={act.busy}
                busy={act.busy && tapped === session.accountSessionId}
                label={`${words.end} (${time} ${device})`}
                onTap={() => void end(session)}
              >
                {words.end}
              </Button>
            </div>
          );
        })}
        <Button
          id="own-new-sign-in"
          kind="link"
          off={act.busy}
          busy={act.busy && tapped === "own"}
          onTap={() => void acknowledge()}
        >
          {words.itWasMe(news.length)}
        </Button>
      </Notice>
      {endedNotice}
      <ProblemNotice problem={act.problem} />
    </>
  );
}
