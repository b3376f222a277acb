/** Takes back what the second look found wrong, as long as nobody has acted on it; it waits at one's own desk then. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useNavigate } from "react-router";
import { useInvalidate } from "../lib/use-answer.ts";
import { useWords, wordsOf } from "../lib/words.ts";
import { AskFirst } from "../parts/ask-first.tsx";

const words = wordsOf(
  {
    recall: "撤回这个决定",
    sure: "学生尚未得知，照片尚未上传。撤回后由您在审核台重新决定，审核员会看到。",
  },
  {
    recall: "Recall this decision",
    sure: "The student has not been told and the photo has not been uploaded. You decide again at the review desk; the reviewer is told.",
  },
);

type Decision = Pick<RouteAnswer<"listDecisions">["decisions"][number], "reviewId" | "mayBeRecalled">;

export function Recall({ decision: { reviewId, mayBeRecalled } }: { readonly decision: Decision }) {
  const t = useWords(words);
  const navigate = useNavigate();
  const invalidate = useInvalidate();
  if (!mayBeRecalled) return null;
  const recalled = (): void => {
    invalidate("listDecisions", "readDecision", "readReviewQueue");
    void navigate("/review");
  };
  return (
    <AskFirst
      label={t.recall}
      question={t.sure}
      route="recallDecision"
      input={{ params: { reviewId } }}
      done={recalled}
      danger
    />
  );
}
