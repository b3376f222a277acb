/** One decision with the photo it was made on: nothing is decided here. */
import type { Finding } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, Flex, Skeleton, Tag, Typography } from "antd";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { moment } from "../lib/amounts.ts";
import { useKeys } from "../lib/keyboard.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useSay, useWords, wordsOf } from "../lib/words.ts";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { AddKnown } from "./add-known.tsx";
import { FindingsPanel, noted } from "./findings-panel.tsx";
import { HistoryPanel } from "./history-panel.tsx";
import { LookBar } from "./look-bar.tsx";
import { lookActions } from "./look-keys.ts";
import { PhotoPair, picturesOf } from "./photo-pair.tsx";
import { Recall } from "./recall.tsx";
import { SecondVerdict } from "./second-verdict.tsx";
import { SeenPhoto } from "./seen-photo.tsx";
import { findingKeys } from "./use-desk-keys.ts";
import { useEarlier } from "./use-earlier.ts";
import { useFrame } from "./use-frame.ts";
import { useSeen } from "./use-seen.ts";
import { useView } from "./use-view.ts";
import "./desk.css";

const words = wordsOf(
  { title: "审核决定", back: "返回", held: "尚未告知学生", undone: "已撤销", beside: "检查与处理记录" },
  {
    title: "Decision",
    back: "Back",
    held: "not told to the student yet",
    undone: "taken back",
    beside: "Findings and history",
  },
);

export default function DecisionPage() {
  const t = useWords(words);
  const navigate = useNavigate();
  const { reviewId = "" } = useParams();
  const { value, problem, refetch } = useAnswer("readDecision", { params: { reviewId } });
  return (
    <Page title={t.title} actions={<Button onClick={() => void navigate(-1)}>{t.back}</Button>}>
      <ProblemNote problem={problem} refetch={refetch} />
      {value ? <Decided key={reviewId} {...value} /> : !problem && <Skeleton active />}
    </Page>
  );
}

function Decided({ decision, review }: RouteAnswer<"readDecision">) {
  const t = useWords(words);
  const say = useSay();
  const frame = useFrame();
  const looking = useView(review, frame.size);
  const seen = useSeen(picturesOf(review));
  const earlier = useEarlier(review);
  const loud = noted(review.report.findings);
  const [shown, setShown] = useState<Finding | null>(loud[0] ?? null);
  useKeys([...lookActions(looking), ...findingKeys(loud.length, (index) => setShown(loud[index] ?? shown))]);
  const said = [say(decision.decision), ...decision.reasons.map(say), decision.words].filter(Boolean);
  return (
    <div className="desk desk-decided">
      <Flex gap={12} wrap align="center" className="desk-head">
        <Typography.Text strong>{review.student.nameMasked}</Typography.Text>
        <Typography.Text>
          {review.project.schoolName} · {say(review.project.categoryLabel)} · {review.project.graduationYear}
        </Typography.Text>
        <Typography.Text delete={decision.undoneAt !== null}>
          {moment(decision.at)} · {decision.reviewer} · {said.join(" · ")}
        </Typography.Text>
        {decision.undoneAt !== null && <Tag>{t.undone}</Tag>}
        {decision.isHeld && <Tag color="warning">{t.held}</Tag>}
        {decision.second && <SecondVerdict second={decision.second} />}
        <Recall decision={decision} />
        <AddKnown decision={decision} heldUntil={null} />
      </Flex>
      <div className="desk-main">
        <PhotoPair
          review={review}
          finding={shown}
          blinking={false}
          looking={looking}
          measured={frame.measured}
          seen={seen}
          earlier={earlier.shown}
        />
        <aside className="desk-side" aria-label={t.beside}>
          <SeenPhoto seen={review.seenBefore} />
          <FindingsPanel review={review} shown={shown} show={setShown}>
            <HistoryPanel review={review} earlier={earlier} />
          </FindingsPanel>
        </aside>
      </div>
      <LookBar {...looking} />
    </div>
  );
}
