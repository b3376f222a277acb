/** The photo specs: one whole, or two side by side with their differences marked. */
import { findPhotoSpec, type NamedPhotoSpec, photoSpecs, withSetLimits } from "@gradphoto/domain";
import { Checkbox, Flex, Select, Typography } from "antd";
import { Link } from "react-router";
import { useSetLimits } from "../lib/set-limits.ts";
import { useSay, useWords } from "../lib/words.ts";
import { useAddress } from "../parts/data-list/use-address.ts";
import { DenseTable } from "../parts/dense-table.tsx";
import { specOptions } from "../parts/options.ts";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { SpecPicture } from "./spec-picture.tsx";
import { type CheckRow, type SpecRow, useCheckRows, useNumberRows } from "./spec-rows.tsx";
import { specsWords } from "./specs-words.ts";

export default function SpecsPage() {
  const t = useWords(specsWords);
  const say = useSay();
  const { values, change } = useAddress(["spec", "with", "only"]);
  const first = findPhotoSpec(values.spec ?? "") ?? photoSpecs[0];
  const second = findPhotoSpec(values.with ?? "");
  const specs: readonly NamedPhotoSpec[] = second === undefined ? [first] : [first, second];
  const { inForce, problem, refetch } = useSetLimits();
  const only = second !== undefined && values.only === "differing";
  const options = specOptions.map(({ value, label }) => ({ value, label: say(label) }));
  const choose = (
    <>
      <Select
        aria-label={t.spec}
        value={first.id}
        options={options}
        onChange={(spec) => change({ spec })}
        style={{ minWidth: 260 }}
      />
      <Select
        aria-label={t.with}
        placeholder={t.with}
        value={second?.id ?? null}
        allowClear
        options={options}
        onChange={(spec) => change({ with: spec ?? null })}
        style={{ minWidth: 260 }}
      />
    </>
  );
  return (
    <Page title={t.title} about={t.about} actions={choose}>
      <div className="specs-pictures">
        {specs.map((spec, index) => (
          <figure key={index === 0 ? "first" : "second"} style={{ margin: 0 }}>
            <figcaption>
              <Typography.Text strong>{say(spec.name)}</Typography.Text>
            </figcaption>
            <SpecPicture spec={spec} />
          </figure>
        ))}
      </div>
      {second !== undefined && (
        <Checkbox checked={only} onChange={() => change({ only: only ? null : "differing" })}>
          {t.onlyDiffering}
        </Checkbox>
      )}
      <Numbers specs={specs} only={only} />
      <ProblemNote problem={problem} refetch={refetch} />
      {inForce && <Checks specs={specs.map((spec) => withSetLimits(spec, inForce))} only={only} />}
    </Page>
  );
}

interface TableProps {
  readonly specs: readonly NamedPhotoSpec[];
  /** Only what differs between them. */
  readonly only: boolean;
}

const differ = (texts: readonly string[]): boolean => texts.some((text) => text !== texts[0]);

function Numbers({ specs, only }: TableProps) {
  const t = useWords(specsWords);
  const say = useSay();
  const rows = useNumberRows();
  const differs = ({ of }: SpecRow): boolean => differ(specs.map((spec) => of(spec).text));
  return (
    <Flex vertical gap={8}>
      <Typography.Title level={2} style={{ fontSize: 17, margin: 0 }}>
        {t.numbers}
      </Typography.Title>
      <DenseTable<SpecRow>
        wraps
        rowKey="key"
        dataSource={rows.filter((row) => !only || differs(row))}
        rowClassName={(row) => (differs(row) ? "specs-differs" : "")}
        columns={[
          { title: t.row, width: 260, render: (_, row) => <Named name={row.name} differs={differs(row)} /> },
          ...specs.map((spec, index) => ({
            key: `${index}-${spec.id}`,
            title: say(spec.name),
            render: (_: unknown, { of }: SpecRow) => of(spec).shown,
          })),
        ]}
      />
    </Flex>
  );
}

function Checks({ specs, only }: TableProps) {
  const t = useWords(specsWords);
  const say = useSay();
  const rows = useCheckRows();
  const differs = ({ refuses, notes }: CheckRow): boolean =>
    differ(specs.map((spec) => `${refuses(spec)} ${notes(spec)}`));
  return (
    <Flex vertical gap={8}>
      <Typography.Title level={2} style={{ fontSize: 17, margin: 0 }}>
        {t.checks}
      </Typography.Title>
      <DenseTable<CheckRow>
        wraps
        rowKey="check"
        dataSource={rows.filter((row) => !only || differs(row))}
        rowClassName={(row) => (differs(row) ? "specs-differs" : "")}
        columns={[
          { title: t.check, render: (_, row) => <Named name={row.title} differs={differs(row)} /> },
          {
            title: t.quantity,
            render: (_, { quantity, note }) => (
              <>
                {quantity}
                {note !== null && <Typography.Text type="secondary"> ({note})</Typography.Text>}
              </>
            ),
          },
          ...specs.map((spec, index) => ({
            key: `${index}-${spec.id}`,
            title: say(spec.name),
            children: [
              { title: t.refuses, key: "fail", render: (_: unknown, { refuses }: CheckRow) => refuses(spec) },
              { title: t.notes, key: "warn", render: (_: unknown, { notes }: CheckRow) => notes(spec) },
            ],
          })),
          {
            title: t.tryLimit,
            width: 90,
            render: (_, { check, title }) => (
              <Link to={`/limits?check=${check}&specId=${specs[0]?.id ?? ""}`} aria-label={`${t.try} ${title}`}>
                {t.try}
              </Link>
            ),
          },
        ]}
      />
    </Flex>
  );
}

/** A mark and a word beside the colour of the row. */
function Named({ name, differs }: { readonly name: string; readonly differs: boolean }) {
  const t = useWords(specsWords);
  return (
    <>
      {name}
      {differs && <Typography.Text type="warning"> ≠ {t.differs}</Typography.Text>}
    </>
  );
}
