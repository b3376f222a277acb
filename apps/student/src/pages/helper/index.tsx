/** Helper's page: takes a photo, looks at it, sends it, and displays what to improve; it reveals no student data. */
import { forbidsBlueClothes, type PhotoSource, photoErrors } from "@gradphoto/domain";
import type { Problem, RouteAnswer } from "@gradphoto/domain/client";
import { useCallback, useEffect, useRef, useState } from "react";
import { Button } from "../../parts/button.tsx";
import { CameraPage } from "../../parts/camera/camera-page.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { FullPicture, fittedFrame } from "../../parts/picture.tsx";
import { Progress } from "../../parts/progress.tsx";
import { RuleList } from "../../parts/rule-list.tsx";
import { isWechat, type Picture, platform } from "../../platform/index.ts";
import { usePageParams } from "../../platform/navigation.ts";
import { enterSheet } from "../../platform/web/sheet-history.ts";
import { BackCloses } from "../../platform/wechat-components.tsx";
import { newActKey } from "../../service/act-key.ts";
import { callAs } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { usePolling } from "../../service/use-polling.ts";
import { useTranslate, useWords } from "../../words/words.ts";
import { helperWords } from "./helper-words.ts";

definePageConfig({ navigationBarTitleText: "帮同学拍照" });

type Status = RouteAnswer<"helperStatus">;

/** A photo that was taken and has not arrived; each send repeats the same upload. */
interface Taken {
  readonly picture: Picture;
  readonly source: PhotoSource;
  readonly idempotencyKey: string;
}

const pollEveryMs = 1500;
const pollUpToMs = 8000;

export default function Helper() {
  const words = useWords(helperWords);
  const translate = useTranslate();
  const param = usePageParams<"helper">();
  const link = param("link");
  const storeKey = `gradphoto-helper-${link.slice(0, 12)}`;
  const [status, setStatus] = useState<Status | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const [taken, setTaken] = useState<Taken | null>(null);
  const [isReading, setReading] = useState(false);
  const [isShooting, setShooting] = useState(false);
  const token = useRef<string | null>(platform.store.read(storeKey));
  const [call] = useState(() => callAs(() => token.current));
  const act = useAct();
  const { run } = act;
  const request = useCallback(async () => {
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
      }
      return request();
    });
  const inProgress = status?.state === "processing";
  usePolling(request, inProgress ? pollEveryMs : null, pollUpToMs);
  const send = async ({ picture, source, idempotencyKey }: Taken) => {
    setShare(0);
    const answer = await call("helperUpload", {
      query: { source },
      picture: { picture, onProgress: setShare },
      idempotencyKey,
    });
    setShare(null);
    if (answer.ok || !isUnreached(answer.problem)) setTaken(null);
    if (!answer.ok) return answer.problem;
    setStatus(answer.value);
    return null;
  };
  const take = (picture: Picture, source: PhotoSource) => {
    setShooting(false);
    act.dismiss();
    setTaken({ picture, source, idempotencyKey: newActKey() });
  };
  // Not part of the act: some browsers never report a closed file chooser, which would leave the button disabled.
  const choose = async () => {
    const picture = await platform.pickPicture("album", () => setReading(true));
    setReading(false);
    if (picture) take(picture, "album");
  };
  useEffect(
    () => (isShooting && !isWechat ? enterSheet(() => setShooting(false)) : undefined),
    [isShooting],
  );
  // A helper has no account to sign in with: their session ends with the link.
  const ended = act.problem?.status === 401;
  const isBetterRetaken = status?.shouldRetake ?? false;
  const good =
    !inProgress && !isBetterRetaken && (status?.verdict === "pass" || status?.verdict === "review");
  const goodWords = status?.advice.length ? words.goodEnough : words.good;
  if (isShooting && status) {
    return (
      <>
        <BackCloses onBack={() => setShooting(false)} />
        <CameraPage spec={status.spec} albumAllowed={status.albumAllowed} onPicture={take} />
      </>
    );
  }
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
          status.mayUpload &&
          !ended && (
            <>
              {taken && (
                <Button id="helper-send" busy={act.busy} onTap={() => void run(() => send(taken))}>
                  {words.send}
                </Button>
              )}
              <Button
                id="helper-shoot"
                icon="camera"
                kind={good || taken ? "second" : "primary"}
                busy={act.busy || inProgress || isReading}
                onTap={() => setShooting(true)}
              >
                {status.verdict === null && !taken ? words.shoot : words.retry}
              </Button>
              {status.albumAllowed && (
                <Button
                  kind="text"
                  icon="album"
                  busy={act.busy || inProgress}
                  onTap={() => void choose()}
                >
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
      {taken && (
        <div className={fittedFrame} id="helper-photo">
          <FullPicture className="photo__picture" src={taken.picture.url} alt={words.picture} />
        </div>
      )}
      {status && !taken && (
        <Notice
          tone={
            good
              ? "success"
              : status.verdict === "refused"
                ? "danger"
                : isBetterRetaken
                  ? "warning"
                  : "info"
          }
        >
          <p className="heading" id="helper-state">
            {good
              ? goodWords
              : status.verdict === "review"
                ? words.better
                : translate(status.label)}
          </p>
          {status.advice.map((advice) => (
            <p className="text" key={advice.zh}>
              · {translate(advice)}
            </p>
          ))}
        </Notice>
      )}
      {inProgress && <Progress share={null} label={words.making} />}
      {ended ? (
        <Notice tone="danger">
          <p className="text" data-code="helper-link-ended">
            {translate(photoErrors["helper-link-ended"])}
          </p>
        </Notice>
      ) : (
        <ProblemNotice problem={act.problem} />
      )}
      {taken && act.problem && <Notice>{words.unsent}</Notice>}
      <h2 className="heading">{words.rules}</h2>
      <RuleList forbidsBlue={status !== null && forbidsBlueClothes(status.spec)} areDrawn />
    </Page>
  );
}

const isUnreached = ({ code }: Problem): boolean =>
  code === "network-unreachable" || code === "service-unavailable";
