/** Makes a finally decided photo a honeypot, or displays since when it is one, or when it can become one. */
import { beijingDay } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, Flex, Tag, Typography } from "antd";
import { lazy, useState } from "react";
import { moment } from "../lib/amounts.ts";
import { fetchPage } from "../lib/fetch-page.ts";
import { useInvalidate } from "../lib/use-answer.ts";
import { useWords, wordsOf } from "../lib/words.ts";
import { LazySection } from "../parts/lazy-section.tsx";

/** Height of a small button. */
const buttonHeightPx = 24;

const HoneypotDialog = lazy(() => fetchPage(() => import("./honeypot-dialog.tsx")));

const words = wordsOf(
  {
    add: "加入质检样片",
    honeypot: "质检样片",
    honeypotSince: (since: string) => `${since} 起`,
    later: "采集结束后可加入质检样片",
    laterThan: (time: string) => `决定在 ${time} 生效，采集结束后可加入质检样片`,
  },
  {
    add: "Add to test photos",
    honeypot: "Test photo",
    honeypotSince: (since) => `since ${since}`,
    later: "Can be added to test photos once the collection has ended",
    laterThan: (time) =>
      `Stands from ${time}; can be added to test photos once the collection has ended`,
  },
);

interface Props {
  readonly decision: Pick<
    RouteAnswer<"listDecisions">["decisions"][number],
    "decisionId" | "decisionCode" | "honeypotSince" | "isHoneypotCandidate" | "canBecomeHoneypot"
  >;
  /**
   * Time until which the decision can be undone; null: it is final. Absent: no text on when the photo can become a
   * honeypot.
   */
  readonly heldUntil?: string | null;
}

export function AddHoneypot({ decision, heldUntil }: Props) {
  const { decisionId, decisionCode, honeypotSince, isHoneypotCandidate, canBecomeHoneypot } =
    decision;
  const t = useWords(words);
  const invalidate = useInvalidate();
  const [adding, setAdding] = useState(false);
  // The displayed data may be older than an addition made here.
  const [addedAt, setAddedAt] = useState<string | null>(null);
  const since = honeypotSince ?? addedAt;
  if (since !== null)
    return (
      <Flex align="center" gap="0 8px" wrap>
        <Tag>{t.honeypot}</Tag>
        <Typography.Text type="secondary">{t.honeypotSince(beijingDay(since))}</Typography.Text>
      </Flex>
    );
  if (!isHoneypotCandidate) {
    if (!canBecomeHoneypot || heldUntil === undefined) return null;
    const when = heldUntil === null ? t.later : t.laterThan(moment(heldUntil).slice(11));
    return <Typography.Text type="secondary">{when}</Typography.Text>;
  }
  const added = (at: string): void => {
    setAddedAt(at);
    setAdding(false);
    invalidate("listDecisions", "readDecision", "listMyDecisions", "listHoneypots");
  };
  return (
    <>
      <Button size="small" onClick={() => setAdding(true)}>
        {t.add}
      </Button>
      {adding && (
        <LazySection heightPx={buttonHeightPx}>
          <HoneypotDialog
            title={t.add}
            decisionId={decisionId}
            proposed={decisionCode === "reject" ? "reject" : "approve"}
            close={() => setAdding(false)}
            added={added}
          />
        </LazySection>
      )}
    </>
  );
}
