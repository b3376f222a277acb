/** The helper's page: take the photo for the student, and hear what to do better; nothing of the student is shown. */
import type { RouteAnswer } from "@gradphoto/contract/client";
import { useCallback, useEffect, useRef, useState } from "react";
import { ruleScenes } from "../../drawings/rule-scenes.ts";
import { Button } from "../../parts/button.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { Progress } from "../../parts/progress.tsx";
import { type PictureSource, platform } from "../../platform/index.ts";
import { usePageParams } from "../../platform/navigation.ts";
import { newActKey } from "../../service/act-key.ts";
import { callAs } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { useSay, useWords } from "../../words/words.ts";
import { helperWords } from "./helper-words.ts";

type Session = RouteAnswer<"claimHelperLink">;
type Status = RouteAnswer<"helperStatus">;

const askEveryMs = 1500;

export default function Helper() {
  const words = useWords(helperWords);
  const say = useSay();
  const param = usePageParams();
  const link = param("link");
  const storeKey = `gradphoto-helper-${link.slice(0, 12)}`;
  const [session, setSession] = useState<Session | null>(null);
  const [status, setStatus] = useState<Status | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const token = useRef<string | null>(platform.store.read(storeKey));
  const [call] = useState(() => callAs(() => token.current));
  const act = useAct();
  const { run } = act;
  const ask = useCallback(async () => {
    const answer = await call("helperStatus", {});
    if (answer.ok) setStatus(answer.value);
    return answer.ok ? null : answer.problem;
  }, [call]);
  const open = () =>
    run(async () => {
      if (token.current === null) {
        const answer = await call("claimHelperLink", { body: { token: link } });
        if (!answer.ok) return answer.problem;
        token.current = answer.value.token;
        platform.store.write(storeKey, answer.value.token);
        setSession(answer.value);
      }
      return ask();
    });
  const underWay = status?.state === "processing";
  useEffect(() => {
    if (!underWay) return;
    const timer = setInterval(() => void ask(), askEveryMs);
    return () => clearInterval(timer);
  }, [underWay, ask]);
  const shoot = (source: PictureSource) =>
    run(async () => {
      const picture = await platform.pickPicture(source);
      if (!picture) return null;
      setShare(0);
      const answer = await call("helperUpload", {
        query: { source },
        picture: { picture, onProgress: setShare },
        idempotencyKey: newActKey(),
      });
      setShare(null);
      if (!answer.ok) return answer.problem;
      setStatus(answer.value);
      return null;
    });
  const good = status !== null && !underWay && (status.verdict === "pass" || status.verdict === "review");
  return (
    <Page
      title={words.title}
      step={2}
      foot={
        status === null ? (
          <Button id="open-link" busy={act.busy} off={link === ""} onTap={() => void open()}>
            {words.open}
          </Button>
        ) : (
          status.mayUpload && (
            <>
              <Button
                id="helper-shoot"
                icon="camera"
                kind={good ? "second" : "primary"}
                busy={act.busy || underWay}
                onTap={() => void shoot("camera")}
              >
                {status.verdict === null ? words.shoot : words.again}
              </Button>
              {session?.albumAllowed && (
                <Button kind="text" icon="album" busy={act.busy || underWay} onTap={() => void shoot("album")}>
                  {words.album}
                </Button>
              )}
            </>
          )
        )
      }
    >
      <p className="text">{words.intro}</p>
      {share !== null && <Progress share={share} label={words.sending} />}
      {status && (
        <Notice tone={good ? "success" : status.verdict === "refused" ? "danger" : "info"}>
          <p className="heading" id="helper-state">
            {good ? words.good : say(status.label)}
          </p>
          {status.advice.map((advice) => (
            <p className="text" key={advice.zh}>
              · {say(advice)}
            </p>
          ))}
        </Notice>
      )}
      {underWay && <Progress share={null} label={words.making} />}
      <ProblemNotice problem={act.problem} />
      <section className="card">
        <h2 className="heading">{words.rules}</h2>
        <ol className="numbered">
          {ruleScenes.map(({ rule }, index) => (
            <li className="numbered__item" key={rule.zh}>
              <span className="numbered__number">{index + 1}</span>
              <span className="grow">{say(rule)}</span>
            </li>
          ))}
        </ol>
      </section>
    </Page>
  );
}
