/** Cases of one student: open ones with their actions, closed ones folded. */
import { App, Button, Card, Flex, Typography } from "antd";
import { type ReactNode, useState } from "react";
import { moment } from "../lib/amounts.ts";
import { useWords } from "../lib/words.ts";
import { ConfirmDialog } from "../parts/confirm-dialog.tsx";
import { type Case, HandOverDialog, NewCaseDialog, PostponeDialog } from "./case-dialogs.tsx";
import { caseWords } from "./case-words.ts";
import { CaseTag } from "./cases-page.tsx";

interface Props {
  readonly collectionId: string;
  readonly cases: readonly Case[];
  readonly changed: () => void;
}

type Opened = { readonly name: "new" } | { readonly name: "hand-over" | "postpone"; readonly of: Case };

export function CasesCard({ collectionId, cases, changed }: Props) {
  const t = useWords(caseWords);
  const { message } = App.useApp();
  const [opened, setOpened] = useState<Opened | null>(null);
  const open = cases.filter(({ closedAt }) => closedAt === null);
  const closed = cases.filter(({ closedAt }) => closedAt !== null);
  const dialog = {
    done: (words: string): void => {
      setOpened(null);
      void message.success(words);
      changed();
    },
    close: () => setOpened(null),
  };
  return (
    <Card
      size="small"
      title={t.cases}
      extra={
        <Button size="small" onClick={() => setOpened({ name: "new" })}>
          {t.add}
        </Button>
      }
    >
      {open.length === 0 && <Typography.Text type="secondary">{t.none}</Typography.Text>}
      {open.map((one) => (
        <CaseLine key={one.caseId} one={one}>
          <Flex gap={8} wrap>
            <Button size="small" onClick={() => setOpened({ name: "postpone", of: one })}>
              {t.postpone}
            </Button>
            <Button size="small" onClick={() => setOpened({ name: "hand-over", of: one })}>
              {t.handOver}
            </Button>
            <ConfirmDialog
              label={t.close}
              question={t.closeSure}
              route="closeServiceCase"
              input={{ params: { caseId: one.caseId }, body: { revision: one.revision } }}
              done={() => dialog.done(t.changed)}
            />
          </Flex>
        </CaseLine>
      ))}
      {closed.length > 0 && (
        <details>
          <summary>{t.closedCount(closed.length)}</summary>
          {closed.map((one) => (
            <CaseLine key={one.caseId} one={one} />
          ))}
        </details>
      )}
      {opened?.name === "new" && <NewCaseDialog collectionId={collectionId} {...dialog} />}
      {opened?.name === "postpone" && <PostponeDialog of={opened.of} {...dialog} />}
      {opened?.name === "hand-over" && <HandOverDialog of={opened.of} {...dialog} />}
    </Card>
  );
}

interface LineProps {
  readonly one: Case;
  readonly children?: ReactNode;
}

function CaseLine({ one, children }: LineProps) {
  const t = useWords(caseWords);
  const { question: query, owner, openedBy, openedAt, closedBy, closedAt, handOvers } = one;
  return (
    <section className="service-case">
      <Flex gap={8} wrap align="center">
        <CaseTag one={one} />
        <Typography.Text strong>{t.ownedBy(owner)}</Typography.Text>
        <Typography.Text type="secondary">{t.openedBy(openedBy, moment(openedAt))}</Typography.Text>
        {closedBy !== null && (
          <Typography.Text type="secondary">{t.closedBy(closedBy, moment(closedAt))}</Typography.Text>
        )}
      </Flex>
      <p className="service-words">{query}</p>
      {handOvers.map(({ at, from, to, note }) => (
        <p key={at} className="service-words">
          <span className="service-clause">{t.handedOver(from, to, moment(at))}</span>
          <br />
          {note}
        </p>
      ))}
      {children}
    </section>
  );
}
