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
import { FindingsPanel } from "./findings-panel.tsx";
import { HistoryPanel, useEarlier } from "./history-panel.tsx";
import { findingKeys, lookActions } from "./keys.ts";
import { PhotoPair, picturesOf } from "./photo-pair.tsx";
import { noted } from "./reason-hints.ts";
import { Recall, SecondVerdict } from "./second-look.tsx";
import { useLook } from "./use-look.ts";
import { useFrame, useView } from "./view.ts";
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
  const { decisionId = "" } = useParams();
  const { value, problem, refetch } = useAnswer("readDecision", { params: { decisionId } });
  return (
    <Page title={t.title} actions={<Button onClick={() => void navigate(-1)}>{t.back}</Button>}>
      <ProblemNote problem={problem} refetch={refetch} />
      {value ? <Decided key={decisionId} {...value} /> : !problem && <Skeleton active />}
    </Page>
  );
}

function Decided({ decision, task }: RouteAnswer<"readDecision">) {
  const t = useWords(words);
  const say = useSay();
  const frame = useFrame();
  const looking = useView(task, frame.size);
  const seen = useLook(picturesOf(task), 0);
  const earlier = useEarlier(task);
  const loud = noted(task.report.findings);
  const [shown, setShown] = useState<Finding | null>(loud[0] ?? null);
  useKeys([...lookActions(looking), ...findingKeys(loud.length, (index) => setShown(loud[index] ?? shown))]);
  const said = [say(decision.decision), ...decision.reasons.map(say), decision.words].filter(Boolean);
  return (
    <div className="desk desk-decided">
      <Flex gap={12} wrap align="center" className="desk-head">
        <Typography.Text strong>{task.student.nameMasked}</Typography.Text>
        <Typography.Text>
          {task.project.schoolName} · {say(task.project.categoryLabel)} · {task.project.graduationYear}
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
          task={task}
          finding={shown}
          blinking={false}
          looking={looking}
          measured={frame.measured}
          seen={seen}
          earlier={earlier.shown}
        />
        <aside className="desk-side" aria-label={t.beside}>
          <FindingsPanel task={task} shown={shown} show={setShown} missed={[]}>
            <HistoryPanel task={task} earlier={earlier} />
          </FindingsPanel>
        </aside>
      </div>
    </div>
  );
}
