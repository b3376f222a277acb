/** The photo specs in three tabs: one spec, two compared, and another limit of a check tried on stored reports. */
import {
  limitReasons,
  type NamedPhotoSpec,
  shippedSpecIdOf,
  withSetLimits,
} from "@gradphoto/domain";
import { Alert, Checkbox, Flex, Select, Skeleton, Tabs, Typography } from "antd";
import { Link } from "react-router";
import { type ListedSpec, usePhotoSpecs, useSetLimits } from "../lib/use-photo-specs.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { useAddress } from "../parts/data-list/use-address.ts";
import { DenseTable } from "../parts/dense-table.tsx";
import { Page } from "../parts/page.tsx";
import { SpecPicture } from "../parts/photo-spec/spec-picture.tsx";
import { type JudgedCheck, useJudgedChecks } from "../parts/photo-spec/spec-rows.tsx";
import {
  hasDifferences,
  RowName,
  SpecTable,
  type TableProps,
} from "../parts/photo-spec/spec-table.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { LimitsTab } from "./limits-tab.tsx";

/** Texts of the page of photo specs. */
const specsWords = wordsOf(
  {
    title: "照片规格",
    about:
      "尺寸、背景、几何与文件范围、各项检查的阈值。系统带有常用规格；其他规格由运营者以文件提供，这里只能查看。",
    "view-one": "规格",
    "view-compared": "比较",
    "view-limits": "阈值试算",
    spec: "规格",
    with: "与之比较",
    onlyDiffering: "只看不同的项",
    checks: "检查阈值",
    check: "检查",
    quantity: "测量项",
    refuses: "通过条件，否则不通过",
    notes: "建议条件，否则提示审核员",
    tryLimit: "试算其他阈值",
    try: "试算",
    isOwn: (from: string) => `自定义规格，检查阈值同“${from}”。`,
    projects: (number: number) => `选用它、还没有结束的项目：${number} 个`,
    retired: (name: string) => `${name}（已停用）`,
    shipped: "系统自带",
    own: "自定义规格",
    measured:
      "检查的准确率是用系统自带的规格测得的。自定义规格沿用系统自带规格的检查阈值；尺寸、背景或几何范围不同时，准确率没有另外测过。",
  },
  {
    title: "Photo specs",
    about:
      "Size, background, limits for geometry and file, limits of every check. Common specs are shipped; others are files of the operator and can only be viewed here.",
    "view-one": "Spec",
    "view-compared": "Compare",
    "view-limits": "Try limits",
    spec: "Spec",
    with: "Compare with",
    onlyDiffering: "Only what differs",
    checks: "Limits of the checks",
    check: "Check",
    quantity: "What is measured",
    refuses: "Required (else refused)",
    notes: "Expected (else flagged)",
    tryLimit: "Try another limit",
    try: "Try",
    isOwn: (from) => `A custom spec with the limits of “${from}”.`,
    projects: (number) => `Projects that use it and are not closed: ${number}`,
    retired: (name) => `${name} (retired)`,
    shipped: "Shipped",
    own: "Custom specs",
    measured:
      "How accurate the checks are was measured with the shipped specs. A custom spec has the limits of a shipped one; where its size, background or geometry differ, accuracy has not been measured again.",
  },
);

interface Props {
  readonly isCompared: boolean;
}

/** Photo specs, shipped and custom: one complete, or two side by side with their differences marked. */
function SpecsTab({ isCompared }: Props) {
  const { specs, problem, refetch } = usePhotoSpecs();
  return (
    <>
      <ProblemNote problem={problem} refetch={refetch} />
      {specs.length === 0 && !problem && <Skeleton active />}
      {specs.length > 0 && <Specs existing={specs} isCompared={isCompared} />}
    </>
  );
}

interface SpecsProps extends Props {
  readonly existing: readonly ListedSpec[];
}

function Specs({ existing, isCompared }: SpecsProps) {
  const t = useWords(specsWords);
  const translate = useTranslate();
  const { values, change } = useAddress(["spec", "with", "only"]);
  const first = existing.find(({ spec }) => spec.id === values.spec) ?? existing[0];
  const others = existing.filter((one) => one !== first);
  const second = isCompared
    ? (others.find(({ spec }) => spec.id === values.with) ?? others[0])
    : undefined;
  const chosen = [first, second].filter((one) => one !== undefined);
  const specs: readonly NamedPhotoSpec[] = chosen.map(({ spec }) => spec);
  const { inForce, problem, refetch } = useSetLimits();
  const only = second !== undefined && values.only === "differing";
  const nameOf = ({ spec, isRetired }: ListedSpec): string =>
    isRetired ? t.retired(translate(spec.name)) : translate(spec.name);
  const group = (label: string, ones: readonly ListedSpec[]) =>
    ones.length === 0
      ? []
      : [{ label, options: ones.map((one) => ({ value: one.spec.id, label: nameOf(one) })) }];
  const options = [
    ...group(
      t.shipped,
      existing.filter(({ isShipped }) => isShipped),
    ),
    ...group(
      t.own,
      existing.filter(({ isShipped }) => !isShipped),
    ),
  ];
  const shipped = existing.find(({ spec }) => spec.id === shippedSpecIdOf(first?.spec.id ?? ""));
  const choose = (
    <Flex gap={8} wrap>
      <Select
        aria-label={t.spec}
        value={first?.spec.id ?? null}
        options={options}
        onChange={(spec) => change({ spec })}
        style={{ minWidth: 260 }}
      />
      {second !== undefined && (
        <Select
          aria-label={t.with}
          value={second.spec.id}
          options={options}
          onChange={(spec) => change({ with: spec })}
          style={{ minWidth: 260 }}
        />
      )}
    </Flex>
  );
  return (
    <>
      {choose}
      {first && shipped && first !== shipped && (
        <Alert type="info" showIcon title={t.isOwn(translate(shipped.spec.name))} />
      )}
      <div className="specs-pictures">
        {chosen.map((one, index) => (
          <figure key={index === 0 ? "first" : "second"} style={{ margin: 0 }}>
            <figcaption>
              <Typography.Text strong>{nameOf(one)}</Typography.Text>{" "}
              <Typography.Text type="secondary">{t.projects(one.projects)}</Typography.Text>
            </figcaption>
            <SpecPicture spec={one.spec} />
          </figure>
        ))}
      </div>
      {second !== undefined && (
        <Checkbox checked={only} onChange={() => change({ only: only ? null : "differing" })}>
          {t.onlyDiffering}
        </Checkbox>
      )}
      <SpecTable specs={specs} only={only} />
      <ProblemNote problem={problem} refetch={refetch} />
      {inForce && <Checks specs={specs.map((spec) => withSetLimits(spec, inForce))} only={only} />}
      <Typography.Text type="secondary">{t.measured}</Typography.Text>
    </>
  );
}

function Checks({ specs, only }: TableProps) {
  const t = useWords(specsWords);
  const translate = useTranslate();
  const rows = useJudgedChecks();
  const differs = ({ refuses, notes }: JudgedCheck): boolean =>
    hasDifferences(specs.map((spec) => `${refuses(spec)} ${notes(spec)}`));
  return (
    <Flex vertical gap={8}>
      <Typography.Title level={2} style={{ fontSize: 17, margin: 0 }}>
        {t.checks}
      </Typography.Title>
      <DenseTable<JudgedCheck>
        wraps
        rowKey="check"
        dataSource={rows.filter((row) => !only || differs(row))}
        rowClassName={(row) => (differs(row) ? "specs-differs" : "")}
        columns={[
          {
            title: t.check,
            render: (_, row) => <RowName name={row.title} differs={differs(row)} />,
          },
          {
            title: t.quantity,
            render: (_, { quantity, note }) => (
              <>
                {quantity}
                {note !== null && <Typography.Text type="secondary">{note}</Typography.Text>}
              </>
            ),
          },
          ...specs.map((spec, index) => ({
            key: `${index}-${spec.id}`,
            title: translate(spec.name),
            children: [
              {
                title: t.refuses,
                key: "fail",
                render: (_: unknown, { refuses }: JudgedCheck) => refuses(spec),
              },
              {
                title: t.notes,
                key: "warn",
                render: (_: unknown, { notes }: JudgedCheck) => notes(spec),
              },
            ],
          })),
          {
            title: t.tryLimit,
            width: 90,
            render: (_, { check, title }) =>
              // A fixed rule has no limit to try.
              limitReasons(check) !== "rule" && (
                <Link
                  to={`/specs?view=limits&check=${check}&specId=${shippedSpecIdOf(specs[0]?.id ?? "") ?? ""}`}
                  aria-label={`${t.try} ${title}`}
                >
                  {t.try}
                </Link>
              ),
          },
        ]}
      />
    </Flex>
  );
}

const views = ["one", "compared", "limits"] as const;

export default function SpecsPage() {
  const t = useWords(specsWords);
  const { values, change } = useAddress(["view"]);
  const view = views.find((one) => one === values.view) ?? "one";
  return (
    <Page title={t.title} about={t.about}>
      <Tabs
        activeKey={view}
        onChange={(key) => change({ view: key })}
        items={views.map((key) => ({ key, label: t[`view-${key}`] }))}
      />
      {view === "limits" ? <LimitsTab /> : <SpecsTab isCompared={view === "compared"} />}
    </Page>
  );
}
