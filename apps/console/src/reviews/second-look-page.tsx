/** Second looks: a decided submission judged again without seeing the decision; it is judged afterwards. */
import type { Finding, ReviewReasonCode } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, Empty, Flex, Spin, Typography } from "antd";
import { useEffect, useState } from "react";
import { useKeys } from "../lib/keyboard.ts";
import { useAct } from "../lib/use-act.ts";
import { useWords, wordsOf } from "../lib/words.ts";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { deskWords } from "./desk-words.ts";
import { FindingsPanel, noted } from "./findings-panel.tsx";
import { type Judged, JudgedLook } from "./judged-look.tsx";
import { LookBar } from "./look-bar.tsx";
import { lookActions } from "./look-keys.ts";
import { PhotoPair, picturesOf } from "./photo-pair.tsx";
import { noReasons, ReasonsPanel } from "./reasons-panel.tsx";
import { SeenNotice } from "./seen-notice.tsx";
import { compareKeys, findingKeys } from "./use-desk-keys.ts";
import { type Frame, useFrame } from "./use-frame.ts";
import { useSeen } from "./use-seen.ts";
import { useView } from "./use-view.ts";
import "./desk.css";

const words = wordsOf(
  {
    title: "抽查复核（盲审）",
    about: "您看不到第一次的决定；判断之后才显示。学生的结果不因此改变，除非您在学生得知之前撤回它。",
    waiting: (count: number) => `还有 ${count} 份`,
    none: "目前没有需要抽查复核的照片",
  },
  {
    title: "Second looks",
    about:
      "The first decision is shown only after yours. The student's result does not change, unless you recall it before the student is told.",
    waiting: (count) => `${count} waiting`,
    none: "No photo needs a second look now",
  },
);

type Taken = RouteAnswer<"takeSecondLook">;

export default function SecondLookPage() {
  const t = useWords(words);
  const { run, problem } = useAct();
  const [taken, setTaken] = useState<Taken | null>(null);
  const [judged, setJudged] = useState<Judged | null>(null);
  const frame = useFrame();
  const take = async (): Promise<void> => {
    const next = await run("takeSecondLook", {});
    if (next) setTaken(next);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first is taken when the page opens
  useEffect(() => void take(), []);
  const judge = async (reasons: readonly ReviewReasonCode[] | null): Promise<void> => {
    if (!taken?.look) return;
    const { lookId, review } = taken.look;
    const verdict =
      reasons === null
        ? { decision: "approve" as const, reasons: [] }
        : { decision: "reject" as const, reasons: [...reasons] };
    const first = await run("decideSecondLook", { params: { lookId }, body: { verdict } });
    if (!first) return;
    setJudged({ review, first });
    // Keys pressed from here on are meant for the next one.
    setTaken(null);
    await take();
  };
  return (
    <Page
      title={t.title}
      about={t.about}
      actions={taken && <Typography.Text>{t.waiting(taken.waiting)}</Typography.Text>}
    >
      <ProblemNote problem={problem} />
      {judged && <JudgedLook key={judged.first.reviewId} {...judged} />}
      {taken === null && <Spin />}
      {taken?.look && <Look key={taken.look.lookId} look={taken.look} frame={frame} judge={judge} />}
      {taken?.look === null && <Empty description={t.none} />}
    </Page>
  );
}

interface LookProps {
  readonly look: NonNullable<Taken["look"]>;
  readonly frame: Frame;
  /** null approves. */
  readonly judge: (reasons: readonly ReviewReasonCode[] | null) => Promise<void>;
}

function Look({ look: { review }, frame, judge }: LookProps) {
  const t = useWords(deskWords);
  const [rejecting, setRejecting] = useState(false);
  const [draft, setDraft] = useState(noReasons);
  const [overlays, setOverlays] = useState(true);
  const [blinking, setBlinking] = useState(false);
  const { findings } = review.report;
  const loud = noted(findings);
  const [shown, setShown] = useState<Finding | null>(loud[0] ?? null);
  const looking = useView(review, frame.size);
  const seen = useSeen(picturesOf(review));
  const { onceSeen } = seen;
  const approve = onceSeen(() => void judge(null));
  const reject = onceSeen(() => setRejecting(true));
  const blink = (): void => setBlinking(!blinking);
  const flipOverlays = (): void => setOverlays(!overlays);
  const unseen = rejecting || seen.seen !== "seen";
  useKeys(
    [
      { key: "a", words: { zh: "通过", en: "Approve" }, run: approve },
      { key: "r", words: { zh: "不通过，选择原因", en: "Reject: choose reasons" }, run: reject },
      ...compareKeys({ blink, flipOverlays }),
      ...lookActions(looking),
      ...findingKeys(loud.length, (index) => setShown(loud[index] ?? shown)),
    ],
    !rejecting,
  );
  return (
    <div className="desk">
      <div className="desk-main">
        <PhotoPair
          review={review}
          finding={overlays ? shown : null}
          blinking={blinking}
          looking={looking}
          measured={frame.measured}
          seen={seen}
          earlier={null}
        />
        <aside className="desk-side" aria-label={t.findings}>
          {rejecting ? (
            <ReasonsPanel
              findings={findings}
              last={[]}
              asksWords={false}
              draft={draft}
              keep={setDraft}
              close={() => setRejecting(false)}
              reject={(reasons) => void judge(reasons)}
            />
          ) : (
            <FindingsPanel review={review} shown={shown} show={setShown} />
          )}
        </aside>
      </div>
      <Flex gap={8} align="center" className="desk-acts">
        <Button type="primary" disabled={unseen} onClick={approve}>
          {t.approve} <kbd>A</kbd>
        </Button>
        <Button danger disabled={unseen} onClick={reject}>
          {t.reject} <kbd>R</kbd>
        </Button>
        <Button aria-pressed={blinking} onClick={blink}>
          {t.compare} <kbd>B</kbd>
        </Button>
        <Button aria-pressed={overlays} onClick={flipOverlays}>
          {t.overlays} <kbd>O</kbd>
        </Button>
        <SeenNotice seen={seen} />
      </Flex>
      <LookBar {...looking} />
    </div>
  );
}
