/** An act that cannot be taken back: a button or a row of a menu asks once more, and shows a refusal in words. */
import type { JsonRouteName, RouteAnswer } from "@gradphoto/domain/client";
import { App, Button, Popconfirm } from "antd";
import type { ItemType } from "antd/es/menu/interface";
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

export function AskFirst<Name extends JsonRouteName>(props: Props<Name>) {
  const { label, question, danger = false } = props;
  const go = useGo();
  return (
    <Popconfirm title={question} onConfirm={() => go(props)}>
      <Button size="small" danger={danger}>
        {label}
      </Button>
    </Popconfirm>
  );
}

/** The same as a row of a menu. */
export function useAskFirst(): <Name extends JsonRouteName>(props: Props<Name>) => ItemType {
  const { modal } = App.useApp();
  const go = useGo();
  return (props) => {
    const { label, question, danger = false } = props;
    const ask = () => modal.confirm({ title: question, okButtonProps: { danger }, onOk: () => go(props) });
    return { key: label, label, danger, onClick: () => void ask() };
  };
}

function useGo(): <Name extends JsonRouteName>(props: Props<Name>) => Promise<void> {
  const { message } = App.useApp();
  const say = useSay();
  const invalidate = useInvalidate();
  return async ({ route, input, done }) => {
    const answer = await call(route, input);
    if (answer.ok) {
      // What was done may have waited for somebody.
      invalidate("readWaiting");
      done(answer.value);
    } else void message.error(say(answer.problem.words));
  };
}
