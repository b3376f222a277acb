/** A second look that was judged: the photo it was about, and what the first decision had been. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Alert, Flex, Typography } from "antd";
import { Link } from "react-router";
import { useListed, useSay, useWords, wordsOf } from "../lib/words.ts";
import { AddKnown } from "./add-known.tsx";
import { useDecisionWord } from "./decision-words.ts";
import { PhotoLine } from "./photo-line.tsx";
import { Recall } from "./recall.tsx";
import type { Review } from "./review.ts";

const words = wordsOf(
  {
    judged: "刚才判断的照片",
    open: "查看照片和决定",
    agrees: "刚才这张：与第一次的决定一致",
    differs: "刚才这张：与第一次的决定不同",
    because: (decision: string, reasons: string) => `${decision}（${reasons}）`,
    mine: (made: string) => `您：${made}`,
    first: (made: string, reviewer: string) => `第一次：${made} · ${reviewer}`,
  },
  {
    judged: "The photo you judged last",
    open: "Photo and decision",
    agrees: "The photo before: you agree with the first decision",
    differs: "The photo before: the first decision was different",
    because: (decision, reasons) => `${decision} (${reasons})`,
    mine: (made) => `You: ${made}`,
    first: (made, reviewer) => `First: ${made} · ${reviewer}`,
  },
);

export interface Judged {
  readonly review: Review;
  readonly first: RouteAnswer<"decideSecondLook">;
}

export function JudgedLook({ review: { student, pictures }, first }: Judged) {
  const t = useWords(words);
  const say = useSay();
  const word = useDecisionWord();
  const listed = useListed();
  const { second, decisionCode, reasons, reviewer } = first;
  const agrees = second?.agrees === true;
  const made = (decision: string, why: readonly string[]): string =>
    why.length === 0 ? word(decision) : t.because(word(decision), listed(why));
  const mine =
    second &&
    made(
      second.decision,
      second.reasons.map(({ label }) => say(label)),
    );
  return (
    <section aria-label={t.judged}>
      <Alert
        type={agrees ? "success" : "warning"}
        showIcon
        title={agrees ? t.agrees : t.differs}
        description={
          <Flex gap={8} align="center">
            <PhotoLine student={student} photoUrl={pictures.photoUrl}>
              {mine !== null && <Typography.Text>{t.mine(mine)}</Typography.Text>}
              <Typography.Text>{t.first(made(decisionCode, reasons.map(say)), reviewer)}</Typography.Text>
            </PhotoLine>
          </Flex>
        }
        action={
          <Flex gap={8} wrap>
            <Recall decision={first} />
            <Link to={`/decisions/${first.reviewId}`}>{t.open}</Link>
            <AddKnown decision={first} heldUntil={null} />
          </Flex>
        }
      />
    </section>
  );
}
