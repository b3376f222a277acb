/** Standard photos to print: by class, in the size of the file or as one inch, with the project's caption. */
import { Button, Empty, Flex, Segmented, Select, Typography } from "antd";
import { useCallback, useEffect, useRef, useState } from "react";
import { useParams } from "react-router";
import { millimetres } from "../lib/amounts.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { projectName, projectTitle } from "../parts/options.ts";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { type PrintSize, printedSize } from "./print-size.ts";
import "../parts/print.css";
import type { Problem, RouteAnswer } from "@gradphoto/domain/client";
import { call } from "../lib/client.ts";

type Answer = RouteAnswer<"listPhotosToPrint">;

/** Photos per request. Small, because every fetched photo is recorded as viewed. */
const atOnce = 60;

interface Group {
  readonly department: string;
  readonly className: string;
}

interface Visible {
  readonly photos: Answer["photos"];
  readonly last: Answer | null;
  readonly problem: Problem | null;
  readonly loading: boolean;
}

const by = new Intl.Collator("zh-CN", { numeric: true });

/** Order of handing out: by class, then by student number. */
const inOrder = (photos: Answer["photos"]): Answer["photos"] =>
  [...photos].sort(
    (one, other) =>
      by.compare(one.department, other.department) ||
      by.compare(one.className, other.className) ||
      by.compare(one.studentNumber, other.studentNumber),
  );

const nothing: Visible = { photos: [], last: null, problem: null, loading: true };

/** Photos of a project or one of its classes, collected page by page. */
function usePhotosToPrint(projectId: string, group: Group | null) {
  const [{ photos, last, problem, loading }, setVisible] = useState(nothing);
  const { department, className } = group ?? {};
  // Drops an answer about a class that is no longer chosen.
  const turn = useRef(0);
  const fetchPage = useCallback(
    async (after: string | null): Promise<void> => {
      turn.current += 1;
      const ownTurn = turn.current;
      setVisible((previous) => (after === null ? nothing : { ...previous, loading: true }));
      const query = {
        limit: atOnce,
        ...(after !== null && { after }),
        ...(department !== undefined && { department }),
        ...(className !== undefined && { className }),
      };
      const answer = await call("listPhotosToPrint", { params: { projectId }, query });
      if (turn.current !== ownTurn) return;
      setVisible((previous) =>
        answer.ok
          ? {
              photos: [...previous.photos, ...answer.value.photos],
              last: answer.value,
              problem: null,
              loading: false,
            }
          : { ...previous, problem: answer.problem, loading: false },
      );
    },
    [projectId, department, className],
  );
  useEffect(() => void fetchPage(null), [fetchPage]);
  const next = last?.next ?? null;
  return {
    photos: inOrder(photos),
    caption: last?.caption ?? "",
    problem,
    loading,
    more: next === null ? null : () => void fetchPage(next),
  };
}

const words = wordsOf(
  {
    title: "打印照片",
    about: "已完成、且学生同意交给学校的照片。每看一张都有记录，学生可以看到。",
    every: "全部班级",
    group: "班级",
    size: "尺寸",
    back: "返回项目",
    file: "原尺寸",
    inch: "一寸",
    sized: (name: string, mm: string) => `${name} ${mm} 毫米`,
    unnamedDepartment: "未注明院系",
    unnamedClass: "未注明班级",
    print: (photos: number) => `打印 ${photos} 张`,
    more: (visible: number) => `再显示一些（已显示 ${visible} 张）`,
    loading: "正在取照片…",
    none: "这里还没有完成的照片",
    hint: "打印时选 A4 纸、缩放 100%，尺寸才准确。",
  },
  {
    title: "Print photos",
    about:
      "Standard photos of completed collections whose students agreed to share them with the school. Each look is recorded; the student can see it.",
    every: "All classes",
    back: "Back to the project",
    group: "Class",
    size: "Size",
    file: "Actual size",
    inch: "One inch",
    sized: (name, mm) => `${name}, ${mm} mm`,
    unnamedDepartment: "No department",
    unnamedClass: "no class",
    print: (photos) => (photos === 1 ? "Print 1 photo" : `Print ${photos} photos`),
    more: (visible) => `Show more (${visible} shown)`,
    loading: "Photos are on their way…",
    none: "No standard photo here yet",
    hint: "Print on A4 at 100%, so that the size is exact.",
  },
);

const allSizes = ["file", "inch"] as const satisfies readonly PrintSize[];

export default function PrintPage() {
  const t = useWords(words);
  const translate = useTranslate();
  const { projectId = "" } = useParams();
  const [group, setGroup] = useState<string | null>(null);
  const [size, setSize] = useState<PrintSize>("file");
  const project = useAnswer("readProject", { params: { projectId } });
  const progress = useAnswer("readProjectProgress", { params: { projectId } });
  const classes = (progress.value?.classes ?? []).filter(({ completed }) => completed > 0);
  const chosen = group === null ? null : (classes[Number(group)] ?? null);
  const { photos, caption, more, loading, problem } = usePhotosToPrint(projectId, chosen);
  const options = classes.map(({ department, className }, index) => ({
    value: String(index),
    label: `${department || t.unnamedDepartment} ${className || t.unnamedClass}`,
  }));
  const name = project.value ? projectName(project.value, translate) : "";
  const sizes = allSizes.map((value) => {
    const printed = photos.map((photo) => printedSize(photo, value));
    const [mm, other] = new Set(
      printed.map(({ widthMm, heightMm }) => millimetres(widthMm, heightMm)),
    );
    // Photos of one project may have several sizes.
    return {
      value,
      label: mm === undefined || other !== undefined ? t[value] : t.sized(t[value], mm),
    };
  });
  const actions = (
    <Button type="primary" disabled={photos.length === 0 || loading} onClick={() => window.print()}>
      {t.print(photos.length)}
    </Button>
  );
  return (
    <Page
      title={projectTitle(name, t.title)}
      about={t.about}
      back={{ to: `/projects/${projectId}`, words: t.back }}
      actions={actions}
    >
      <ProblemNote problem={project.problem ?? progress.problem ?? problem} />
      <Flex gap={12} wrap align="center" className="print-choices">
        <Select
          aria-label={t.group}
          value={group}
          onChange={setGroup}
          options={[{ value: null, label: t.every }, ...options]}
          popupMatchSelectWidth={false}
          className="print-group"
        />
        <Segmented aria-label={t.size} value={size} onChange={setSize} options={sizes} />
        <Typography.Text type="secondary">{t.hint}</Typography.Text>
      </Flex>
      {photos.length === 0 &&
        (loading ? (
          <p role="status" aria-busy="true">
            {t.loading}
          </p>
        ) : (
          <Empty description={t.none} />
        ))}
      <div className="print-sheet">
        {photos.map(({ photoUrl, studentNumber, name: student, ...paper }) => {
          const { widthMm, heightMm } = printedSize(paper, size);
          return (
            <figure key={photoUrl} className="print-photo" style={{ width: `${widthMm}mm` }}>
              <img
                src={photoUrl}
                alt={`${student} ${studentNumber}`}
                style={{ height: `${heightMm}mm` }}
              />
              <figcaption>
                <span>{studentNumber}</span>
                {caption && <span>{caption}</span>}
              </figcaption>
            </figure>
          );
        })}
      </div>
      {more !== null && (
        <Button className="print-choices" loading={loading} onClick={more}>
          {t.more(photos.length)}
        </Button>
      )}
    </Page>
  );
}
