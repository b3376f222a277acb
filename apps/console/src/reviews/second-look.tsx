/**
 * Second looks: the verdict on a decision next to the next photo, recalling a wrong decision, and a list of
 * disagreements.
 */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Alert, Button, Flex, Popover, Tag, Typography } from "antd";
import { useEffect } from "react";
import { Link, useNavigate } from "react-router";
import { moment } from "../lib/amounts.ts";
import { useAnswer, useInvalidate } from "../lib/use-answer.ts";
import { useWords, wordsOf } from "../lib/words.ts";
import { ConfirmDialog } from "../parts/confirm-dialog.tsx";
import { useAddress } from "../parts/data-list/use-address.ts";
import { AddHoneypot } from "./add-honeypot.tsx";
import { useDecisionText } from "./decision-words.ts";
import { PhotoLine } from "./photo-line.tsx";
import type { Task } from "./use-tasks.ts";

const words = wordsOf(
  {
    judged: "刚才判断的照片",
    open: "查看照片和决定",
    agrees: "刚才这张：与第一次的决定一致",
    differs: "刚才这张：与第一次的决定不同",
    ownDecision: (made: string) => `您：${made}`,
    first: (made: string, reviewer: string) => `第一次：${made} · ${reviewer}`,
    recall: "撤回这个决定",
    sure: "学生尚未得知，照片尚未上传。撤回后由您在审核台重新决定，审核员会看到。",
    verdictAgrees: "抽查一致",
    verdictDiffers: "抽查意见不一致",
    second: (made: string) => `抽查复核：${made}`,
    held: "尚未告知学生",
    otherwise: (count: number) => `抽查意见不一致 ${count} 份`,
    recalled: "已撤回，由复核员重新决定",
  },
  {
    judged: "The photo you judged last",
    open: "Photo and decision",
    agrees: "The photo before: you agree with the first decision",
    differs: "The photo before: the first decision was different",
    ownDecision: (made) => `You: ${made}`,
    first: (made, reviewer) => `First: ${made} · ${reviewer}`,
    recall: "Recall this decision",
    sure: "The student has not been notified and the photo has not been uploaded. You decide again at the review desk; the reviewer is notified.",
    verdictAgrees: "second look agrees",
    verdictDiffers: "second look differs",
    second: (made) => `Second look: ${made}`,
    held: "student not notified yet",
    otherwise: (count) => `Second look differs: ${count}`,
    recalled: "recalled; a senior reviewer decides again",
  },
);

export interface SecondLookResult {
  /** null: it was judged before the page was reloaded. */
  readonly task: Task | null;
  readonly first: NonNullable<RouteAnswer<"decide">["first"]>;
}

export function SecondLookNotice({ task, first }: SecondLookResult) {
  const t = useWords(words);
  const describeDecision = useDecisionText();
  const { second, decisionCode, reviewer } = first;
  const agrees = second?.agrees === true;
  const reasons = first.reasons.map((label) => ({ label }));
  const lines = (
    <>
      {second && <Typography.Text>{t.ownDecision(describeDecision(second))}</Typography.Text>}
      <Typography.Text>
        {t.first(describeDecision({ decision: decisionCode, reasons }), reviewer)}
      </Typography.Text>
    </>
  );
  return (
    <section aria-label={t.judged}>
      <Alert
        type={agrees ? "success" : "warning"}
        title={agrees ? t.agrees : t.differs}
        description={
          <Flex vertical gap={6}>
            <Flex gap={8} align="center">
              {task === null ? (
                <Flex vertical>{lines}</Flex>
              ) : (
                <PhotoLine student={task.student} photoUrl={task.pictures.photoUrl}>
                  {lines}
                </PhotoLine>
              )}
            </Flex>
            <Flex gap={8} wrap>
              <RecallButton decision={first} />
              <Link to={`/decisions/${first.decisionId}`}>{t.open}</Link>
              <AddHoneypot decision={first} heldUntil={null} />
            </Flex>
          </Flex>
        }
      />
    </section>
  );
}

type Recallable = Pick<
  RouteAnswer<"listDecisions">["decisions"][number],
  "decisionId" | "mayBeRecalled"
>;

/** Button to recall a decision while nobody has acted on it; the task then waits at one's own desk. */
export function RecallButton({
  decision: { decisionId, mayBeRecalled },
}: {
  readonly decision: Recallable;
}) {
  const t = useWords(words);
  const navigate = useNavigate();
  const invalidate = useInvalidate();
  if (!mayBeRecalled) return null;
  const recalled = (): void => {
    invalidate("listDecisions", "readDecision");
    void navigate("/review");
  };
  return (
    <ConfirmDialog
      label={t.recall}
      question={t.sure}
      route="recallDecision"
      input={{ params: { decisionId } }}
      done={recalled}
      danger
    />
  );
}

type DecisionStatus = Pick<RouteAnswer<"listDecisions">["decisions"][number], "isHeld" | "second">;

/** Whether the student already knows of a decision, and the verdict of a second look on it. */
export function SecondLookStatus({ isHeld, second }: DecisionStatus) {
  const t = useWords(words);
  const describeDecision = useDecisionText();
  return (
    <>
      {isHeld && <Typography.Text type="warning">{t.held}</Typography.Text>}
      {second && (
        <>
          <Tag color={second.agrees ? "success" : "error"}>
            {second.agrees ? t.verdictAgrees : t.verdictDiffers}
          </Tag>
          {!second.agrees && t.second(describeDecision(second))}
        </>
      )}
    </>
  );
}

const everyMs = 60_000;
const freshMs = 24 * 3_600_000;

/** The reviewer's own decisions with which a second look disagreed, and which of them were recalled. */
export function SecondLookDisagreements() {
  const t = useWords(words);
  const describeDecision = useDecisionText();
  const { value, refetch } = useAnswer("listSeenOtherwise", {}, { everyMs });
  const { values, showInDrawer } = useAddress(["otherwise"]);
  const isOpen = values.otherwise !== undefined;
  // The bell may open this drawer before the list was polled.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `refetch` is new at each render; only an opening loads the list
  useEffect(() => {
    if (isOpen) refetch();
  }, [isOpen]);
  const decisions = value?.decisions ?? [];
  if (decisions.length === 0) return null;
  const isFresh = decisions.some(({ second }) => Date.now() - Date.parse(second.at) < freshMs);
  return (
    <Popover
      trigger="click"
      open={isOpen}
      onOpenChange={(open) => showInDrawer({ otherwise: open ? "shown" : null })}
      content={
        <Flex component="ul" vertical gap={12} className="desk-otherwise">
          {decisions.map(({ decisionId, at, nameMasked, decision, reasons, second, recalled }) => (
            <Flex key={decisionId} component="li" vertical align="flex-start">
              <Link to={`/decisions/${decisionId}`}>
                {moment(at)} · {nameMasked}
              </Link>
              <Typography.Text>
                {t.ownDecision(describeDecision({ decision, reasons }))}
              </Typography.Text>
              <Typography.Text>{t.second(describeDecision(second))}</Typography.Text>
              {recalled && <Tag color="warning">{t.recalled}</Tag>}
            </Flex>
          ))}
        </Flex>
      }
    >
      <Button size="small" danger={isFresh}>
        {t.otherwise(decisions.length)}
      </Button>
    </Popover>
  );
}
