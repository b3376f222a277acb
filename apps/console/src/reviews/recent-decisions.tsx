/** The reviewer's own latest decisions, each with its photo as long as this page has it, and until when it can be taken back. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, Flex, Typography } from "antd";
import { moment } from "../lib/amounts.ts";
import { useSay, useWords } from "../lib/words.ts";
import { useDecisionWord } from "./decision-words.ts";
import { deskWords } from "./desk-words.ts";
import { PhotoLine } from "./photo-line.tsx";
import type { Review } from "./review.ts";

interface Props {
  readonly decisions: RouteAnswer<"listMyDecisions">["decisions"];
  /** Of those decided at this desk. */
  readonly decided: readonly Review[];
  readonly undo: (collectionId: string) => void;
}

export function RecentDecisions({ decisions, decided, undo }: Props) {
  const t = useWords(deskWords);
  if (decisions.length === 0) return null;
  return (
    <Flex vertical gap={6}>
      <Typography.Title level={2} className="desk-heading">
        {t.recent}
      </Typography.Title>
      {decisions.map((decision) => (
        <Recent
          key={`${decision.collectionId}${decision.at}`}
          decision={decision}
          review={decided.find(({ collectionId }) => collectionId === decision.collectionId) ?? null}
          undo={undo}
        />
      ))}
    </Flex>
  );
}

interface RecentProps {
  readonly decision: Props["decisions"][number];
  readonly review: Review | null;
  readonly undo: (collectionId: string) => void;
}

function Recent({
  decision: { collectionId, at, decision, reasons, nameMasked, undoUntil, undone },
  review,
  undo,
}: RecentProps) {
  const t = useWords(deskWords);
  const say = useSay();
  const word = useDecisionWord();
  const photoUrl = review?.pictures.photoUrl ?? null;
  const { department, studentNumberMasked } = review?.student ?? { department: null, studentNumberMasked: null };
  return (
    <Flex gap={8} align="center">
      <PhotoLine
        student={{ nameMasked, studentNumberMasked, department }}
        photoUrl={photoUrl}
        time={moment(at).slice(11)}
      >
        <Typography.Text delete={undone}>
          {[word(decision), ...reasons.map(({ label }) => say(label))].join(" · ")}
        </Typography.Text>
      </PhotoLine>
      {undone && <Typography.Text type="secondary">{t.undone}</Typography.Text>}
      {undoUntil !== null && (
        <Button size="small" aria-label={`${t.undoOne} ${nameMasked}`} onClick={() => undo(collectionId)}>
          {t.undoOne} · {t.undoUntil(moment(undoUntil).slice(11))}
        </Button>
      )}
    </Flex>
  );
}
