/** A spec drafted from another one: its numbers beside their drawing and what differs, proposed to a second operator. */
import { draftOf, type KnownPhotoSpec, knownOwnSpec, type OwnPhotoSpec, ownPhotoSpecId } from "@gradphoto/domain";
import { Alert, Button, Form, Input, Skeleton, Typography } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { usePhotoSpecs } from "../lib/photo-specs.ts";
import { useAct } from "../lib/use-act.ts";
import { useInvalidate } from "../lib/use-answer.ts";
import { useAskBeforeLeaving } from "../lib/use-ask-before-leaving.ts";
import { useSay, useWords } from "../lib/words.ts";
import { useAddress } from "../parts/data-list/use-address.ts";
import { useNeeded } from "../parts/form/rules.ts";
import { Page } from "../parts/page.tsx";
import { SpecDifferences } from "../parts/photo-spec/spec-differences.tsx";
import { SpecPicture } from "../parts/photo-spec/spec-picture.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { DraftFields } from "./draft-fields.tsx";
import { type EnteredSpec, enteredFrom, isWhole, specFrom } from "./draft-form.ts";
import { draftWords } from "./draft-words.ts";
import "./draft.css";

export default function DraftPage() {
  const t = useWords(draftWords);
  const { specs, problem, refetch } = usePhotoSpecs();
  const { values } = useAddress(["from"]);
  const origin = specs.find(({ spec }) => spec.id === values.from);
  return (
    <Page title={t.title} about={t.about} back={{ to: `/specs?spec=${values.from ?? ""}`, words: t.back }}>
      <ProblemNote problem={problem} refetch={refetch} />
      {specs.length === 0 && !problem && <Skeleton active />}
      {specs.length > 0 && !origin && <Alert type="warning" showIcon title={t.unknown} />}
      {origin && <Draft key={origin.spec.id} origin={origin} />}
    </Page>
  );
}

type Entered = EnteredSpec & { readonly why: string };

const unnamed = { zh: "", en: "" };

function Draft({ origin: { spec: origin } }: { readonly origin: KnownPhotoSpec }) {
  const t = useWords(draftWords);
  const say = useSay();
  const needed = useNeeded();
  const act = useAct();
  const invalidate = useInvalidate();
  const [form] = Form.useForm<Entered>();
  const [id] = useState(() => ownPhotoSpecId(origin.id, crypto.randomUUID()));
  const [held, setHeld] = useState(false);
  const [isSent, setSent] = useState(false);
  const [whole, setWhole] = useState<OwnPhotoSpec>({ ...draftOf(origin), name: unnamed });
  useAskBeforeLeaving(held, t.leave);
  const changed = (_: unknown, entered: Entered): void => {
    setHeld(true);
    // What is half typed leaves the drawing as it was.
    if (isWhole(entered)) setWhole(specFrom(entered, origin.id));
  };
  const propose = async ({ why, ...entered }: Entered): Promise<void> => {
    const value = specFrom(entered, origin.id);
    const body = { item: "photo-spec", subject: id, value, seen: null, why } as const;
    if (!(await act.run("proposeConfiguration", { body }))) return;
    setHeld(false);
    setSent(true);
    invalidate("readConfiguration", "listConfigurationChanges");
  };
  if (isSent)
    return (
      <Alert type="success" showIcon title={t.sent} action={<Link to="/configuration">{t.toConfiguration}</Link>} />
    );
  const { spec } = knownOwnSpec(id, whole);
  return (
    <div className="specs-draft">
      <Form
        form={form}
        layout="vertical"
        initialValues={{ ...enteredFrom(draftOf(origin)), name: unnamed }}
        onValuesChange={changed}
        onFinish={(entered) => void propose(entered)}
        // Not to the edge, where the header lies over it.
        scrollToFirstError={{ block: "center" }}
      >
        <Typography.Paragraph strong>{t.from(say(origin.name))}</Typography.Paragraph>
        <DraftFields />
        <Form.Item name="why" label={t.why} extra={t.whyHint} rules={needed}>
          <Input.TextArea rows={2} maxLength={300} />
        </Form.Item>
        <ProblemNote problem={act.problem} />
        <Button type="primary" htmlType="submit" loading={act.busy} style={{ marginTop: 12 }}>
          {t.send}
        </Button>
      </Form>
      <aside aria-label={t.differences} className="specs-draft-seen">
        <SpecPicture spec={spec} />
        <Typography.Paragraph strong style={{ marginBottom: 4 }}>
          {t.differences}
        </Typography.Paragraph>
        <SpecDifferences from={origin} to={spec} />
        <Typography.Paragraph type="secondary" style={{ marginTop: 12 }}>
          {t.measured}
        </Typography.Paragraph>
      </aside>
    </div>
  );
}
