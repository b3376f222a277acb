/** A button whose act cannot be taken back: it asks once more, and shows a refusal in words. */
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

export function AskFirst<Name extends JsonRouteName>({
  label,
  question,
  route,
  input,
  done,
  danger = false,
}: Props<Name>) {
  const { message } = App.useApp();
  const say = useSay();
  const invalidate = useInvalidate();
  const go = async (): Promise<void> => {
    const answer = await call(route, input);
    if (answer.ok) {
      // What was done may have waited for somebody.
      invalidate("readWaiting");
      done(answer.value);
    } else void message.error(say(answer.problem.words));
  };
  return (
    <Popconfirm title={question} onConfirm={go}>
      <Button size="small" danger={danger}>
        {label}
      </Button>
    </Popconfirm>
  );
}
