/** Second looks: a decided submission judged again without seeing the decision; it is judged afterwards. */
import type { Finding, ReviewReasonCode } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Alert, Button, Empty, Flex, Spin, Typography } from "antd";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { useKeys } from "../lib/keyboard.ts";
import { useAct } from "../lib/use-act.ts";
import { useListed, useSay, useWords, wordsOf } from "../lib/words.ts";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { AddKnown } from "./add-known.tsx";
import { deskWords } from "./desk-words.ts";
import { FindingsPanel, noted } from "./findings-panel.tsx";
import { LookBar } from "./look-bar.tsx";
import { lookActions } from "./look-keys.ts";
import { PhotoPair, picturesOf } from "./photo-pair.tsx";
import { ReasonsPanel } from "./reasons-panel.tsx";
import { Recall } from "./recall.tsx";
import { SeenNotice } from "./seen-notice.tsx";
import { compareKeys } from "./use-desk-keys.ts";
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
    open: "查看照片和决定",
    agrees: "与第一次的决定一致",
    differs: "与第一次的决定不同",
    firstApproved: "第一次：通过",
    firstRejected: (reasons: string) => `第一次：不通过（${reasons}）`,
  },
  {
    title: "Second looks",
    about:
      "The first decision is shown only after yours. The student's result does not change, unless you recall it before the student is told.",
    waiting: (count) => `${count} waiting`,
    none: "No photo needs a second look now",
    open: "Photo and decision",
    agrees: "You agree with the first decision",
    differs: "The first decision was different",
    firstApproved: "First: approved",
    firstRejected: (reasons) => `First: rejected (${reasons})`,
  },
);

type Taken = RouteAnswer<"takeSecondLook">;
type Judged = RouteAnswer<"decideSecondLook">;

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
    const lookId = taken?.look?.lookId;
    if (lookId === undefined) return;
    const verdict =
      reasons === null
        ? { decision: "approve" as const, reasons: [] }
        : { decision: "reject" as const, reasons: [...reasons] };
    const answer = await run("decideSecondLook", { params: { lookId }, body: { verdict } });
    if (!answer) return;
    setJudged(answer);
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
      {judged && <Verdict key={judged.reviewId} first={judged} />}
      {taken === null && <Spin />}
      {taken?.look && <Look key={taken.look.lookId} look={taken.look} frame={frame} judge={judge} />}
      {taken?.look === null && <Empty description={t.none} />}
    </Page>
  );
}

function Verdict({ first }: { readonly first: Judged }) {
  const t = useWords(words);
  const say = useSay();
  const listed = useListed();
  const { second, decisionCode, reasons, reviewer } = first;
  const agrees = second?.agrees === true;
  const made = decisionCode === "reject" ? t.firstRejected(listed(reasons.map(say))) : t.firstApproved;
  return (
    <Alert
      type={agrees ? "success" : "warning"}
      showIcon
      title={agrees ? t.agrees : t.differs}
      description={`${made} · ${reviewer}`}
      action={
        <Flex gap={8} wrap>
          <Recall decision={first} />
          <Link to={`/decisions/${first.reviewId}`}>{t.open}</Link>
          <AddKnown decision={first} />
        </Flex>
      }
    />
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
  const [overlays, setOverlays] = useState(true);
  const [blinking, setBlinking] = useState(false);
  const { findings } = review.report;
  const [shown, setShown] = useState<Finding | null>(noted(findings)[0] ?? null);
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
