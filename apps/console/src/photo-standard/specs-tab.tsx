/** Photo specs, shipped and custom: one complete, or two side by side with their differences marked. */
import {
  type KnownPhotoSpec,
  type NamedPhotoSpec,
  shippedSpecIdOf,
  whyLimitsStand,
  withSetLimits,
} from "@gradphoto/domain";
import { Alert, Checkbox, Flex, Select, Skeleton, Typography } from "antd";
import { Link } from "react-router";
import { usePhotoSpecs } from "../lib/photo-specs.ts";
import { useSetLimits } from "../lib/set-limits.ts";
import { useSay, useWords } from "../lib/words.ts";
import { useAddress } from "../parts/data-list/use-address.ts";
import { DenseTable } from "../parts/dense-table.tsx";
import { LinkButton } from "../parts/link-button.tsx";
import { SpecPicture } from "../parts/photo-spec/spec-picture.tsx";
import { type CheckRow, useCheckRows } from "../parts/photo-spec/spec-rows.tsx";
import { differ, Named, SpecTable, type TableProps } from "../parts/photo-spec/spec-table.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { specsWords } from "./specs-words.ts";

interface Props {
  readonly isCompared: boolean;
}

export function SpecsTab({ isCompared }: Props) {
  const { specs, problem, refetch } = usePhotoSpecs();
  return (
    <>
      <ProblemNote problem={problem} refetch={refetch} />
      {specs.length === 0 && !problem && <Skeleton active />}
      {specs.length > 0 && <Specs known={specs} isCompared={isCompared} />}
    </>
  );
}

interface SpecsProps extends Props {
  readonly known: readonly KnownPhotoSpec[];
}

function Specs({ known, isCompared }: SpecsProps) {
  const t = useWords(specsWords);
  const say = useSay();
  const { values, change } = useAddress(["spec", "with", "only"]);
  const first = known.find(({ spec }) => spec.id === values.spec) ?? known[0];
  const others = known.filter((one) => one !== first);
  const second = isCompared ? (others.find(({ spec }) => spec.id === values.with) ?? others[0]) : undefined;
  const chosen = [first, second].filter((one) => one !== undefined);
  const specs: readonly NamedPhotoSpec[] = chosen.map(({ spec }) => spec);
  const { inForce, problem, refetch } = useSetLimits();
  const only = second !== undefined && values.only === "differing";
  const nameOf = ({ spec, isRetired }: KnownPhotoSpec): string =>
    isRetired ? t.retired(say(spec.name)) : say(spec.name);
  const group = (label: string, ones: readonly KnownPhotoSpec[]) =>
    ones.length === 0 ? [] : [{ label, options: ones.map((one) => ({ value: one.spec.id, label: nameOf(one) })) }];
  const options = [
    ...group(
      t.shipped,
      known.filter(({ draftedFrom }) => draftedFrom === null),
    ),
    ...group(
      t.own,
      known.filter(({ draftedFrom }) => draftedFrom !== null),
    ),
  ];
  const originOf = ({ draftedFrom }: KnownPhotoSpec): string => {
    const origin = known.find(({ spec }) => spec.id === draftedFrom);
    return origin ? say(origin.spec.name) : (draftedFrom ?? "");
  };
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
      {!isCompared && <LinkButton to={`/specs/draft?from=${first?.spec.id ?? ""}`}>{t.draft}</LinkButton>}
    </Flex>
  );
  return (
    <>
      {choose}
      {first && first.draftedFrom !== null && (
        <Alert
          type="info"
          showIcon
          title={t.isOwn(originOf(first))}
          action={<Link to="/configuration">{t.toConfiguration}</Link>}
        />
      )}
      <div className="specs-pictures">
        {chosen.map((one, index) => (
          <figure key={index === 0 ? "first" : "second"} style={{ margin: 0 }}>
            <figcaption>
              <Typography.Text strong>{nameOf(one)}</Typography.Text>
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
                {note !== null && <Typography.Text type="secondary">{note}</Typography.Text>}
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
            render: (_, { check, title }) =>
              // What is a fixed rule is not tried.
              whyLimitsStand(check) !== "rule" && (
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
