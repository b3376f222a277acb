/** Form in a dialog: sends the input once, scrolls a refusal into view above it, and loses no input. */
import type { JsonRouteName, RouteAnswer } from "@gradphoto/domain/client";
import { Form } from "antd";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { Input } from "../../lib/client.ts";
import { useAct } from "../../lib/use-act.ts";
import { useLeaveWarning } from "../../lib/use-leave-warning.ts";
import { Dialog, useDiscard } from "../dialog.tsx";
import { ProblemNote } from "../problem.tsx";
import { beginMerge, chosenValues, type Merge, type MergeField, type Values } from "./merge.ts";
import { MergeFields } from "./merge-fields.tsx";

interface Props<Name extends JsonRouteName, Entered extends object> {
  readonly title: string;
  readonly send: string;
  readonly route: Name;
  /** Initial values of the fields, by name. */
  readonly initial?: object;
  readonly inputOf: (entered: Entered) => Input<Name>;
  readonly done: (answer: RouteAnswer<Name>) => void;
  /** Fields of which two versions may have to be compared. */
  readonly mergeFields?: readonly MergeField[];
  /** Reloads the data of the page after a refusal. Returns both versions if somebody else saved one meanwhile. */
  readonly refused?: () => Promise<{ readonly base: Values; readonly saved: Values } | null>;
  readonly close: () => void;
  readonly children: ReactNode;
  readonly width?: number;
}

export function FormDialog<Name extends JsonRouteName, Entered extends object>(
  props: Props<Name, Entered>,
) {
  const {
    title,
    send,
    route,
    initial,
    inputOf,
    done,
    mergeFields = [],
    refused,
    close,
    children,
    width = 560,
  } = props;
  const act = useAct();
  // The page may have a field of the same name; a unique id ties each label to its own field.
  const name = useId();
  const [form] = Form.useForm();
  const discard = useDiscard(close);
  // After a success `done` may leave the page while the form is still there: it must not ask then.
  const isSent = useRef(false);
  useLeaveWarning(() => form.isFieldsTouched() && !isSent.current);
  const refusal = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (act.problem) refusal.current?.scrollIntoView({ block: "nearest" });
  }, [act.problem]);
  const [merge, setMerge] = useState<Merge | null>(null);
  const choose = (next: Merge): void => {
    setMerge(next);
    form.setFieldsValue(chosenValues(next));
  };
  const finish = async (entered: Entered): Promise<void> => {
    const answer = await act.run(route, inputOf(entered));
    isSent.current = answer !== null;
    if (answer) return done(answer);
    const versions = await refused?.();
    if (versions)
      choose(beginMerge(mergeFields, versions.base, form.getFieldsValue(true), versions.saved));
  };
  return (
    <Dialog
      rootClassName="console-form-dialog"
      title={title}
      width={width}
      okText={send}
      onOk={form.submit}
      close={() => discard(form.isFieldsTouched())}
      busy={act.busy}
    >
      <div ref={refusal} className="console-refusal">
        <ProblemNote problem={act.problem} />
      </div>
      <Form
        form={form}
        scrollToFirstError
        name={name}
        layout="vertical"
        {...(initial && { initialValues: initial })}
        onFinish={(entered) => void finish(entered)}
      >
        {merge && <MergeFields merge={merge} choose={choose} />}
        {children}
      </Form>
    </Dialog>
  );
}
