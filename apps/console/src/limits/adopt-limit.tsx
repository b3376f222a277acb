/** Takes the tried limit over: proposed with what the try found, in force once another operator has confirmed it. */
import { checkFacts, checkSubject, configurationValueWords, hasOwnLimits } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { App, Button, Descriptions, Flex, Form, Input, Typography } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useSetLimits } from "../lib/set-limits.ts";
import { useInvalidate } from "../lib/use-answer.ts";
import { useSay, useWords } from "../lib/words.ts";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { useNeeded } from "../parts/form/rules.ts";
import { limitsWords } from "./limits-words.ts";
import { limitsFrom, type Tried } from "./tried-limit.ts";

interface Props {
  readonly answer: RouteAnswer<"tryLimits">;
  readonly query: Tried;
}

export function AdoptLimit({ answer, query }: Props) {
  const t = useWords(limitsWords);
  const { settings = [] } = useSetLimits();
  const { message } = App.useApp();
  const invalidate = useInvalidate();
  const [isOpen, setOpen] = useState(false);
  const { check, spec } = query;
  if (!hasOwnLimits(check)) return null;
  const setting = settings.find(({ subject }) => subject === checkSubject(spec.id, check));
  if (setting?.waiting)
    return (
      <Flex gap={8} wrap>
        <Typography.Text>{t.adoptWaits}</Typography.Text>
        <Link to="/configuration">{t.toConfiguration}</Link>
      </Flex>
    );
  return (
    <Flex>
      <Button onClick={() => setOpen(true)}>{t.adopt}</Button>
      {isOpen && (
        <AdoptDialog
          answer={answer}
          query={query}
          seen={setting?.changeId ?? null}
          close={() => setOpen(false)}
          done={() => {
            setOpen(false);
            void message.success(t.adopted);
            invalidate("readConfiguration");
          }}
        />
      )}
    </Flex>
  );
}

interface DialogProps extends Props {
  /** The change in force. */
  readonly seen: string | null;
  readonly close: () => void;
  readonly done: () => void;
}

function AdoptDialog({ answer, query, seen, close, done }: DialogProps) {
  const t = useWords(limitsWords);
  const say = useSay();
  const needed = useNeeded();
  const { check, spec, present, tried } = query;
  const subject = checkSubject(spec.id, check);
  const words = (ends: Tried["tried"]): string =>
    say(configurationValueWords("check-limits", subject, limitsFrom(ends)));
  const found = answer.changes
    .filter(({ photos }) => photos > 0)
    .map(({ label, photos }) => t.foundOf(say(label), photos));
  return (
    <FormDialog<"proposeConfiguration", { readonly why: string }>
      title={t.adoptOf(say(checkFacts[check].title))}
      send={t.propose}
      route="proposeConfiguration"
      initial={{ why: t.found(answer.photos, found) }}
      inputOf={({ why }) => ({ body: { item: "check-limits", subject, value: limitsFrom(tried), seen, why } })}
      done={done}
      close={close}
    >
      <Descriptions
        size="small"
        bordered
        column={1}
        style={{ marginBottom: 16 }}
        items={[
          { key: "spec", label: t.spec, children: say(spec.name) },
          { key: "now", label: t.now, children: words(present) },
          { key: "proposed", label: t.proposed, children: <strong>{words(tried)}</strong> },
        ]}
      />
      <Form.Item name="why" label={t.why} extra={t.whyHint} rules={needed}>
        <Input.TextArea rows={4} maxLength={300} showCount />
      </Form.Item>
    </FormDialog>
  );
}
