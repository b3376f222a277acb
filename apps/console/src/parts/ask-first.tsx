/** An act that cannot be taken back, as a button or in a menu: it asks once more, and shows a refusal in words. */
import type { JsonRouteName, RouteAnswer } from "@gradphoto/domain/client";
import { App, Button, Popconfirm } from "antd";
import { call, type Input } from "../lib/client.ts";
import { useInvalidate } from "../lib/use-answer.ts";
import { useSay } from "../lib/words.ts";

interface Props<Name extends JsonRouteName> {
  readonly label: string;
  readonly question: string;
  readonly route: Name;
  readonly input: Input<Name>;
  readonly done: (answer: RouteAnswer<Name>) => void;
  readonly danger?: boolean;
}

export function AskFirst<Name extends JsonRouteName>(act: Props<Name>) {
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

/** The same as an item of a menu, which is gone when it asks. */
export function useAskingItem() {
  const { modal } = App.useApp();
  const go = useGo();
  return <Name extends JsonRouteName>(act: Props<Name>) => {
    const { label, question, danger = false } = act;
    const ask = () => modal.confirm({ title: question, onOk: () => go(act), okButtonProps: { danger } });
    return { key: label, label, danger, onClick: () => void ask() };
  };
}

function useGo() {
  const { message } = App.useApp();
  const say = useSay();
  const invalidate = useInvalidate();
  return async <Name extends JsonRouteName>({ route, input, done }: Props<Name>): Promise<void> => {
    const answer = await call(route, input);
    if (answer.ok) {
      // What was done may have waited for somebody.
      invalidate("readWaiting");
      done(answer.value);
    } else void message.error(say(answer.problem.words));
  };
}
