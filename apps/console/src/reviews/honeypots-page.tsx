/** Honeypots: the list, how reviewers answer them, and ending them. */
import { honeypotList } from "@gradphoto/domain";
import { Link } from "react-router";
import { moment } from "../lib/amounts.ts";
import { useInvalidate } from "../lib/use-answer.ts";
import { useWords, wordsOf } from "../lib/words.ts";
import { ConfirmDialog } from "../parts/confirm-dialog.tsx";
import { DataList } from "../parts/data-list/data-list.tsx";
import { Page } from "../parts/page.tsx";
import { useDecisionText } from "./decision-words.ts";

const words = wordsOf(
  {
    title: "质检样片",
    add: "到“审核决定”里选择照片",
    about: "把已经采集完成的照片混入审核队列，检验审核是否一致；不影响学生。",
    open: "查看照片和决定",
    end: "停用",
    endSure: "停用后不再出现在审核队列里，不能恢复。确定停用？",
    ended: (at: string) => `已于 ${at} 停用`,
  },
  {
    title: "Test photos",
    add: "Choose a photo from Decisions",
    about:
      "Completed photos mixed into the queue to check that reviewing is consistent. Students are not affected.",
    open: "Photo and decision",
    end: "Retire",
    endSure: "It will no longer appear in the queue and cannot be brought back. Retire it?",
    ended: (at) => `retired ${at}`,
  },
);

export default function HoneypotsPage() {
  const t = useWords(words);
  const describeDecision = useDecisionText();
  const invalidate = useInvalidate();
  return (
    <Page title={t.title} about={t.about} actions={<Link to="/decisions">{t.add}</Link>}>
      <DataList
        list={honeypotList}
        inputOf={(query) => ({ query })}
        rowsOf={({ honeypots }) => honeypots}
        cells={{
          expected: ({ expected }) => describeDecision(expected),
          photo: ({ decisionId }) =>
            decisionId !== null && <Link to={`/decisions/${decisionId}`}>{t.open}</Link>,
          end: ({ endedAt, honeypotId }) =>
            endedAt === null ? (
              <ConfirmDialog
                label={t.end}
                question={t.endSure}
                route="endHoneypot"
                input={{ params: { honeypotId } }}
                done={() => invalidate("listHoneypots")}
              />
            ) : (
              t.ended(moment(endedAt))
            ),
        }}
      />
    </Page>
  );
}
