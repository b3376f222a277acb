/** Which of the reviewer's own decisions a second look saw otherwise, and which of them were recalled. */
import { Button, Flex, Popover, Tag, Typography } from "antd";
import { useEffect } from "react";
import { Link } from "react-router";
import { moment } from "../lib/amounts.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useWords, wordsOf } from "../lib/words.ts";
import { useAddress } from "../parts/data-list/use-address.ts";
import { useDecisionSaid } from "./decision-words.ts";
import { lookWords } from "./second-look.tsx";

const words = wordsOf(
  {
    title: (count: number) => `抽查意见不一致 ${count} 份`,
    recalled: "已撤回，由复核员重新决定",
  },
  {
    title: (count) => `Second look differs: ${count}`,
    recalled: "recalled; a senior reviewer decides again",
  },
);

const everyMs = 60_000;
const freshMs = 24 * 3_600_000;

export function SeenOtherwise() {
  const t = useWords(words);
  const ofLook = useWords(lookWords);
  const said = useDecisionSaid();
  const { value, refetch } = useAnswer("listSeenOtherwise", {}, { everyMs });
  const { values, showBeside } = useAddress(["otherwise"]);
  const isOpen = values.otherwise !== undefined;
  // The bell may lead here before the list has come by itself.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as it opens
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
      onOpenChange={(open) => showBeside({ otherwise: open ? "shown" : null })}
      content={
        <Flex component="ul" vertical gap={12} className="desk-otherwise">
          {decisions.map(({ decisionId, at, nameMasked, decision, reasons, second, recalled }) => (
            <Flex key={decisionId} component="li" vertical align="flex-start">
              <Link to={`/decisions/${decisionId}`}>
                {moment(at)} · {nameMasked}
              </Link>
              <Typography.Text>{ofLook.mine(said({ decision, reasons }))}</Typography.Text>
              <Typography.Text>{ofLook.second(said(second))}</Typography.Text>
              {recalled && <Tag color="warning">{t.recalled}</Tag>}
            </Flex>
          ))}
        </Flex>
      }
    >
      <Button size="small" danger={isFresh}>
        {t.title(decisions.length)}
      </Button>
    </Popover>
  );
}
