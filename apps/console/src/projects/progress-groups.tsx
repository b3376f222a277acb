/**
 * Students of each department, major or class: expected, started, completed, not started; also exported as a file made
 * in the page.
 */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Alert, Button, Flex, Progress, Segmented, Table, Tag, Typography } from "antd";
import { count, percent } from "../lib/amounts.ts";
import { useStaff } from "../lib/staff.ts";
import { useWords } from "../lib/words.ts";
import { useAddress } from "../parts/data-list/use-address.ts";
import { DenseTable } from "../parts/dense-table.tsx";
import { saveCsv } from "../parts/save-csv.ts";
import { type ProgressFigures, progressWords, shareOf } from "./progress-words.ts";
import { findUnmatchedNames } from "./read-expected.ts";

export type ProjectProgress = RouteAnswer<"readProjectProgress">;

interface Group extends ProgressFigures {
  readonly department: string;
  readonly major?: string;
  readonly className?: string;
}

const figureKeys = ["expected", "total", "completed", "notStarted"] as const;

interface Props {
  readonly name: string;
  readonly kind: "department" | "major" | "className";
  readonly rows: readonly Group[];
  readonly total: ProgressFigures;
}

function ProgressGroups({ name, kind, rows, total }: Props) {
  const t = useWords(progressWords);
  const { department } = useStaff();
  const fullName = department ?? t.total;
  const nameOf = (row: Group): string => row[kind] ?? "";
  const titles = [t.expected, t.started, t.completed, t.notStarted];
  const placeTitles = kind === "department" ? [t.department] : [t.department, t[kind]];
  const placesOf = (row: Group): readonly string[] =>
    kind === "department" ? [row.department] : [row.department, nameOf(row)];
  const apart = findUnmatchedNames(rows, (row) => placesOf(row).filter(Boolean).join(" "));
  const save = (): void =>
    saveCsv(`${name}-${t[kind]}`, [
      [...placeTitles, ...titles],
      ...rows.map((row) => [...placesOf(row), ...figureKeys.map((key) => row[key])]),
      [fullName, ...placeTitles.slice(1).map(() => ""), ...figureKeys.map((key) => total[key])],
    ]);
  return (
    <Flex vertical gap={12}>
      <Flex justify="space-between" align="center" gap={12} wrap>
        <Typography.Text type="secondary">{t.shareOf}</Typography.Text>
        <Button disabled={rows.length === 0} onClick={save}>
          {t.save}
        </Button>
      </Flex>
      {apart && (
        <Alert
          type="warning"
          showIcon
          title={t.findUnmatchedNames(apart.entered.join("、"), apart.registered.join("、"))}
        />
      )}
      <DenseTable<Group>
        wraps
        rowKey={(row) => `${row.department}/${nameOf(row)}`}
        dataSource={[...rows]}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        columns={[
          { title: t.department, render: (_, row) => row.department || t.unnamed },
          ...(kind === "department"
            ? []
            : [{ title: t[kind], render: (_: unknown, row: Group) => nameOf(row) || t.unnamed }]),
          ...figureKeys.map((key, index) => ({
            title: titles[index],
            align: "right" as const,
            render: (_: unknown, row: Group) => <Figure row={row} of={key} />,
          })),
          {
            title: t.share,
            // The bar takes 120 px of it: its labels stay on one line.
            width: 180,
            render: (_, row) => <ShareBar share={shareOf(row)} />,
          },
        ]}
        summary={() => (
          <Table.Summary.Row>
            <Table.Summary.Cell index={0} colSpan={placeTitles.length}>
              {fullName}
            </Table.Summary.Cell>
            {figureKeys.map((key, index) => (
              <Table.Summary.Cell key={key} index={placeTitles.length + index} align="right">
                <Figure row={total} of={key} />
              </Table.Summary.Cell>
            ))}
            <Table.Summary.Cell index={placeTitles.length + figureKeys.length}>
              <ShareBar share={shareOf(total)} />
            </Table.Summary.Cell>
          </Table.Summary.Row>
        )}
      />
    </Flex>
  );
}

function ShareBar({ share }: { readonly share: number }) {
  const t = useWords(progressWords);
  return <Progress percent={share * 100} format={() => percent(share)} aria-label={t.share} />;
}

function Figure({
  row,
  of,
}: {
  readonly row: ProgressFigures;
  readonly of: (typeof figureKeys)[number];
}) {
  const t = useWords(progressWords);
  const value = row[of];
  if (value === null) {
    // The number not started requires the number expected.
    return of === "notStarted" ? (
      "—"
    ) : (
      <Typography.Text type="secondary">{t.unknown}</Typography.Text>
    );
  }
  const over = of === "total" && row.expected !== null ? row.total - row.expected : 0;
  return (
    <>
      {over > 0 && <Tag color="warning">{t.over(count(over))}</Tag>}
      {count(value)}
    </>
  );
}

/** Progress of the students of one project by department, major or class. */
const kinds = ["department", "major", "className"] as const;

interface ProgressByProps {
  readonly name: string;
  readonly progress: ProjectProgress;
}

export function ProgressBy({ name, progress }: ProgressByProps) {
  const t = useWords(progressWords);
  const { values, showInDrawer } = useAddress(["by"]);
  const { department } = useStaff();
  // With only one department there is nothing to compare.
  const offered = kinds.filter((one) => one !== "department" || department === null);
  const kind = offered.find((one) => one === values.by) ?? offered[0] ?? "major";
  const rows = {
    department: progress.departments,
    major: progress.majors,
    className: progress.classes,
  }[kind];
  return (
    <Flex vertical gap={12}>
      <div>
        <Segmented
          aria-label={t.groups}
          value={kind}
          options={offered.map((value) => ({ value, label: t[value] }))}
          onChange={(by) => showInDrawer({ by })}
        />
      </div>
      <ProgressGroups key={kind} name={name} kind={kind} rows={rows} total={progress} />
    </Flex>
  );
}
