/** One decision with the photo it was made on; read-only. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, Skeleton, Tag, Typography } from "antd";
import { useNavigate, useParams } from "react-router";
import { moment } from "../lib/amounts.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useKeys } from "../lib/use-keys.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { AddHoneypot } from "./add-honeypot.tsx";
import { FindingsPanel } from "./findings-panel.tsx";
import { HistoryPanel } from "./history-panel.tsx";
import { findingKeys, viewKeyActions } from "./keys.ts";
import { HeadLine } from "./photo-line.tsx";
import { PhotoPair, usePhoto } from "./photo-pair.tsx";
import { RecallButton, SecondLookStatus } from "./second-look.tsx";
import { useFrame } from "./view.ts";
import "./desk.css";

const words = wordsOf(
  { title: "审核决定", back: "返回", undone: "已撤销", details: "检查与处理记录" },
  { title: "Decision", back: "Back", undone: "undone", details: "Findings and history" },
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
  const translate = useTranslate();
  const photo = usePhoto(task, useFrame(), 0);
  useKeys([...viewKeyActions(photo.looking), ...findingKeys(photo.loud, photo.show)]);
  const text = [
    translate(decision.decision),
    ...decision.reasons.map(translate),
    decision.words,
  ].filter(Boolean);
  return (
    <div className="desk desk-decided">
      <HeadLine task={task}>
        <Typography.Text delete={decision.undoneAt !== null}>
          {moment(decision.at)} · {decision.reviewer} · {text.join(" · ")}
        </Typography.Text>
        {decision.undoneAt !== null && <Tag>{t.undone}</Tag>}
        <SecondLookStatus {...decision} />
        <RecallButton decision={decision} />
        <AddHoneypot decision={decision} heldUntil={null} />
      </HeadLine>
      <div className="desk-main">
        <PhotoPair photo={photo} />
        <aside className="desk-side" aria-label={t.details}>
          <FindingsPanel photo={photo} missed={[]}>
            <HistoryPanel photo={photo} />
          </FindingsPanel>
        </aside>
      </div>
    </div>
  );
}
