/** Action that cannot be undone, as a button or menu item: asks for confirmation, and displays a refusal. */
import type { JsonRouteName, RouteAnswer } from "@gradphoto/domain/client";
import { App, Button, Popconfirm } from "antd";
import { useEffect, useRef } from "react";
import { call, type Input } from "../lib/client.ts";
import { useInvalidate } from "../lib/use-answer.ts";
import { useTranslate } from "../lib/words.ts";

interface Props<Name extends JsonRouteName> {
  readonly label: string;
  readonly question: string;
  readonly route: Name;
  readonly input: Input<Name>;
  readonly done: (answer: RouteAnswer<Name>) => void;
  readonly danger?: boolean;
}

export function ConfirmDialog<Name extends JsonRouteName>(act: Props<Name>) {
  const { label, question, danger = false } = act;
  const go = useGo();
  return (
    <Popconfirm title={question} onConfirm={() => go(act)}>
      <Button size="small" danger={danger}>
        {label}
      </Button>
    </Popconfirm>
  );
}

/** The same as a menu item. The menu is closed by then, so the question names the action and its target. */
export function useConfirmedMenuItem() {
  const { modal } = App.useApp();
  const go = useGo();
  const openDialog = useRef<{ readonly destroy: () => void } | null>(null);
  // The dialog is above all pages: it must close when the page changes.
  useEffect(() => () => openDialog.current?.destroy(), []);
  return <Name extends JsonRouteName>(subject: string, act: Props<Name>) => {
    const { label, question, danger = false } = act;
    const title = `${label} · ${subject}`;
    const request = (): void => {
      openDialog.current = modal.confirm({
        title,
        content: question,
        onOk: () => go(act),
        okButtonProps: { danger },
      });
    };
    return { key: label, label, danger, onClick: request };
  };
}

function useGo() {
  const { message } = App.useApp();
  const translate = useTranslate();
  const invalidate = useInvalidate();
  return async <Name extends JsonRouteName>({ route, input, done }: Props<Name>): Promise<void> => {
    const answer = await call(route, input);
    if (answer.ok) {
      // The action may have settled something that waits for somebody.
      invalidate("readWaiting");
      done(answer.value);
    } else void message.error(translate(answer.problem.words));
  };
}
