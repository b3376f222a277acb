/** Draft of a spec from another one: its numbers, their drawing and the differences, proposed to a second operator. */
import {
  allGeometryWindows,
  draftOf,
  geometryWords,
  type OwnPhotoSpec,
  ownPhotoSpecId,
  parsedOwnSpec,
  type StoredPhotoSpec,
} from "@gradphoto/domain";
import { Alert, Button, Form, Input, InputNumber, Skeleton, Typography } from "antd";
import { type ReactNode, useState } from "react";
import { Link } from "react-router";
import { usePhotoSpecs } from "../lib/photo-standard.ts";
import { useAct } from "../lib/use-act.ts";
import { useInvalidate } from "../lib/use-answer.ts";
import { useLeaveWarning } from "../lib/use-leave-warning.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { useAddress } from "../parts/data-list/use-address.ts";
import { useRangeRule, useRequiredText } from "../parts/form/rules.ts";
import { Page } from "../parts/page.tsx";
import { SpecDifferences } from "../parts/photo-spec/spec-differences.tsx";
import { SpecPicture } from "../parts/photo-spec/spec-picture.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import {
  colourCode,
  draftWords,
  type EnteredSpec,
  enteredFrom,
  isComplete,
  isHalf,
  specFrom,
} from "./draft-form.ts";
import "./draft.css";

type Path = readonly (string | number)[];

const maxPx = 2000;

function Group({
  title,
  hint,
  children,
}: {
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
}) {
  return (
    <section aria-label={title}>
      <Typography.Title level={2} style={{ fontSize: 17, margin: "0 0 8px" }}>
        {title}
      </Typography.Title>
      {hint !== undefined && <Typography.Paragraph type="secondary">{hint}</Typography.Paragraph>}
      <div className="console-form-grid">{children}</div>
    </section>
  );
}

interface NumberProps {
  readonly name: Path;
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly decimals?: number;
}

function NumberField({ name, label, min, max, decimals = 0 }: NumberProps) {
  const needed = useRequiredText();
  const within = useRangeRule();
  return (
    <Form.Item name={[...name]} label={label} rules={[...needed, within(min, max, decimals)]}>
      <InputNumber />
    </Form.Item>
  );
}

interface WindowProps {
  readonly name: Path;
  readonly label: string;
  readonly max: number;
  /** Required ends; without it, an empty end is open. */
  readonly needs?: "both-ends" | "both-or-none";
  readonly extra?: string;
}

/** Both ends of a window in one row. */
function WindowField({ name, label, max, needs, extra }: WindowProps) {
  const t = useWords(draftWords);
  const needed = useRequiredText();
  const within = useRangeRule();
  const form = Form.useFormInstance();
  const draftNote = {
    validator: async (_: unknown, value: unknown): Promise<void> => {
      if (typeof value !== "number" && isHalf(form.getFieldValue([...name])))
        throw new Error(t.bothOrNone);
    },
  };
  const rules = needs === "both-ends" ? needed : needs === "both-or-none" ? [draftNote] : [];
  return (
    <Form.Item
      label={label}
      required={needs === "both-ends"}
      {...(extra !== undefined && { extra })}
    >
      {(["min", "max"] as const).map((end) => (
        <span key={end}>
          {end === "max" && " – "}
          <Form.Item name={[...name, end]} noStyle rules={[...rules, within(0, max)]}>
            <InputNumber aria-label={`${label} ${t[end]}`} style={{ width: 84 }} />
          </Form.Item>
        </span>
      ))}
    </Form.Item>
  );
}

/** Fields of a draft, by group. */
function DraftFields() {
  const t = useWords(draftWords);
  const translate = useTranslate();
  const needed = useRequiredText();
  const maxKb = 9000;
  return (
    <>
      <Group title={t.words}>
        <Form.Item name="name" label={t.name} rules={needed}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="source"
          label={t.source}
          extra={t.sourceHint}
          rules={needed}
          className="console-form-wide"
        >
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
      </Group>
      <Group title={t.picture}>
        <NumberField name={["widthPx"]} label={t.width} min={100} max={maxPx} />
        <NumberField name={["heightPx"]} label={t.height} min={100} max={maxPx} />
        <Form.Item
          name="colour"
          label={t.colour}
          extra={t.colourHint}
          rules={[...needed, { pattern: colourCode, message: t.colourWrong }]}
        >
          <Input maxLength={7} autoComplete="off" prefix={<Chip />} />
        </Form.Item>
      </Group>
      <Group title={t.file}>
        <WindowField name={["fileKb"]} label={t.fileSize} max={maxKb} needs="both-ends" />
        <NumberField name={["fileKb", "aim"]} label={t.fileAim} min={1} max={maxKb} />
        <WindowField
          name={["widestKb"]}
          label={t.widest}
          max={maxKb}
          needs="both-or-none"
          extra={t.widestHint}
        />
      </Group>
      <Group title={t.geometry} hint={t.openHint}>
        {allGeometryWindows.map((name) => (
          <WindowField
            key={name}
            name={["geometry", name]}
            label={translate(geometryWords[name])}
            max={maxPx}
          />
        ))}
      </Group>
      <Group title={t.aim}>
        <NumberField name={["aim", "faceWidthPx"]} label={t.aimFace} min={1} max={maxPx} />
        <NumberField name={["aim", "hairTopPx"]} label={t.aimHair} min={0} max={maxPx} />
        <NumberField name={["maxScale"]} label={t.scale} min={1} max={4} decimals={1} />
      </Group>
    </>
  );
}

/** Preview of the typed colour. */
function Chip() {
  const colour: unknown = Form.useWatch("colour");
  const background = typeof colour === "string" && colourCode.test(colour) ? colour : "transparent";
  return <span className="specs-chip" style={{ background }} aria-hidden="true" />;
}

export default function DraftPage() {
  const t = useWords(draftWords);
  const { specs, problem, refetch } = usePhotoSpecs();
  const { values } = useAddress(["from"]);
  const origin = specs.find(({ spec }) => spec.id === values.from);
  return (
    <Page
      title={t.title}
      about={t.about}
      back={{ to: `/specs?spec=${values.from ?? ""}`, words: t.back }}
    >
      <ProblemNote problem={problem} refetch={refetch} />
      {specs.length === 0 && !problem && <Skeleton active />}
      {specs.length > 0 && !origin && <Alert type="warning" showIcon title={t.unknown} />}
      {origin && <Draft key={origin.spec.id} origin={origin} />}
    </Page>
  );
}

type Entered = EnteredSpec & { readonly why: string };

function Draft({ origin: { spec: origin } }: { readonly origin: StoredPhotoSpec }) {
  const t = useWords(draftWords);
  const translate = useTranslate();
  const needed = useRequiredText();
  const act = useAct();
  const invalidate = useInvalidate();
  const [form] = Form.useForm<Entered>();
  const [id] = useState(() => ownPhotoSpecId(origin.id, crypto.randomUUID()));
  const [held, setHeld] = useState(false);
  const [isSent, setSent] = useState(false);
  const [begun] = useState(() => draftOf(origin));
  const [validSpec, setValidSpec] = useState<OwnPhotoSpec>({ ...begun, name: { zh: "", en: "" } });
  useLeaveWarning(() => held, t.leave);
  const changed = (_: unknown, entered: Entered): void => {
    setHeld(true);
    // Incomplete input leaves the drawing unchanged.
    if (isComplete(entered)) setValidSpec(specFrom(entered, begun));
  };
  const propose = async ({ why, ...entered }: Entered): Promise<void> => {
    const value = specFrom(entered, begun);
    const body = { item: "photo-spec", subject: id, value, seen: null, why } as const;
    if (!(await act.run("proposeConfiguration", { body }))) return;
    setHeld(false);
    setSent(true);
    invalidate("readConfiguration", "listConfigurationChanges");
  };
  if (isSent)
    return (
      <Alert
        type="success"
        showIcon
        title={t.sent}
        action={<Link to="/configuration">{t.toConfiguration}</Link>}
      />
    );
  const { spec } = parsedOwnSpec(id, validSpec);
  return (
    <div className="specs-draft">
      <Form
        form={form}
        layout="vertical"
        initialValues={{ ...enteredFrom(begun), name: "" }}
        onValuesChange={changed}
        onFinish={(entered) => void propose(entered)}
        // Centred, because the header covers the edge.
        scrollToFirstError={{ block: "center" }}
      >
        <Typography.Paragraph strong>{t.from(translate(origin.name))}</Typography.Paragraph>
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
