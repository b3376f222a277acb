/** The school's own list while its page is open, compared in the browser: only the started numbers are requested. */
import type { Problem } from "@gradphoto/domain/client";
import { useRef, useState } from "react";
import { call } from "../lib/client.ts";
import { wordsOf } from "../lib/words.ts";
import { readFile } from "../parts/sheet/read-file.ts";
import type { Sheet, SheetFault } from "../parts/sheet/sheet.ts";

export const missingWords = wordsOf(
  {
    privacy: "名单只在这台电脑的浏览器里比对，不上传，也不保存；离开本页即清除。",
    how: "系统没有本校全部学生的名单，所以请放入您自己的名单，比对出谁还没开始。比对时，本页只从系统取回本校本项目已开始学生的学号，这次查看会记入审计日志。",
    howDepartment: (department: string) =>
      `系统没有全部学生的名单，所以请放入您自己的名单，比对出谁还没开始。比对时，本页只从系统取回${department}在本项目已开始学生的学号，这次查看会记入审计日志。名单里请只放${department}的学生，其他院系的学生都会列为未开始。`,
    drop: "点击或拖入本校名单（Excel .xlsx 或 CSV），其中要有学号一列",
    dropDepartment: "点击或拖入本院系名单（Excel .xlsx 或 CSV），其中要有学号一列",
    limits: "文件不超过 20 MB、60,000 行；其他各栏只用来显示是谁",
    paste: "或在这里粘贴学号，一行一个，也可以连同其他各栏",
    compare: "比对",
    reading: "正在读取和比对…",
    retry: "换一份名单",
    refresh: "重新比对",
    sheet: "工作表",
    column: "学号所在列",
    columnOf: (number: number, title: string) =>
      title === "" ? `第 ${number} 列` : `第 ${number} 列 · ${title}`,
    pickColumn: "没有名为“学号”的列，请选择学号所在列",
    listed: "名单人数",
    begun: "已开始",
    notBegun: "未开始",
    faults: "无法识别",
    line: "行号",
    cell: "单元格内容",
    why: "原因",
    copy: "复制未开始名单",
    copied: (rows: number) => `已复制 ${rows} 行`,
    notCopied: "浏览器没有允许复制，请改用下载。",
    save: "下载未开始名单（CSV）",
    file: "未开始名单",
    nobody: "名单里的学生都已开始",
    faultsTitle: (rows: number) => `有 ${rows} 行的学号无法识别，未参加比对`,
    cut: "文件行数超过 60,000，只读取了前面的部分",
    twice: (rows: number) => `重复的学号 ${rows} 行，只计一次`,
    empty: (rows: number) => `没有学号的 ${rows} 行未计入`,
    zeros: (people: number) => `${people} 人的学号补上前导零后对上（表格常会去掉开头的 0）`,
    others: (people: number) => `已开始但不在这份名单里的有 ${people} 人`,
    untold: (people: number) =>
      `另有 ${people} 名已开始的学生还没有同意向学校提供进度，系统不提供他们的学号；他们若在名单里，会列为未开始。`,
    "why-formula": "是公式，没有算出结果；请粘贴为值",
    "why-fault-value": "是公式的错误值",
    "why-digits-lost": "表格已把学号存成科学计数，后几位丢失；请把该列设为文本，重新填入",
    "why-no-number": "不是学号",
    "why-many": "去掉前导零后与几个已开始的学号相同，请补全",
  },
  {
    privacy:
      "The list is compared only in this computer's browser: it is neither uploaded nor saved, and is cleared when you leave the page.",
    how: "The system has no list of all your students, so add your own to see who has not started. To compare, the page fetches only the student numbers of your own school's students who have started in this project; this access is recorded in the audit log.",
    howDepartment: (department) =>
      `The system has no list of all students, so add your own to see who has not started. To compare, the page fetches only the student numbers of students of ${department} who have started in this project; this access is recorded in the audit log. Please keep the list to students of ${department}: those of other departments would be listed as not started.`,
    dropDepartment:
      "Click, or drop your department's list here (Excel .xlsx or CSV) with a column of student numbers",
    drop: "Click, or drop your school's list here (Excel .xlsx or CSV) with a column of student numbers",
    limits:
      "At most 20 MB and 60,000 rows; the other columns only serve to show who each student is",
    paste: "Or paste student numbers here, one a line, with or without other columns",
    compare: "Compare",
    reading: "Reading and comparing…",
    retry: "Another list",
    refresh: "Compare again",
    sheet: "Sheet",
    column: "Column of student numbers",
    columnOf: (number, title) =>
      title === "" ? `Column ${number}` : `Column ${number} · ${title}`,
    pickColumn: "No column is called “Student number”; please choose it",
    listed: "On the list",
    begun: "Started",
    notBegun: "Not started",
    faults: "Not understood",
    line: "Line",
    cell: "Cell",
    why: "Why",
    copy: "Copy the list of not started",
    copied: (rows) => `Rows copied: ${rows}`,
    notCopied: "The browser did not allow it; please download instead.",
    save: "Download the list of not started (CSV)",
    file: "not-started",
    nobody: "Everybody on the list has started",
    faultsTitle: (rows) => `Rows whose number was not understood, not compared: ${rows}`,
    cut: "The file has more than 60,000 rows; only the first were read",
    twice: (rows) => `Rows whose number stood there before, counted once: ${rows}`,
    empty: (rows) => `Rows without a number, left out: ${rows}`,
    zeros: (people) => `Found after adding leading zeros, which spreadsheets drop: ${people}`,
    others: (people) => `Started and not on this list: ${people}`,
    untold: (people) =>
      `Another ${people} who have started have not agreed to share their progress with the school; their numbers are not given, and those on the list appear as not started.`,
    "why-formula": "a formula without its result; please paste values",
    "why-fault-value": "an error value of a formula",
    "why-digits-lost":
      "the spreadsheet turned it into scientific notation and lost its last digits; please set the column to text and enter it again",
    "why-no-number": "no student number",
    "why-many": "without leading zeros it matches several who have started; please complete it",
  },
);

const pageRows = 2000;

export interface StartedNumbers {
  readonly numbers: readonly string[];
  /** Includes students whose number is not disclosed. */
  readonly started: number;
}

export interface OwnList {
  readonly sheets: readonly Sheet[] | null;
  readonly begun: StartedNumbers | null;
  readonly fault: SheetFault | null;
  readonly problem: Problem | null;
  readonly busy: boolean;
  readonly take: (file: Blob) => Promise<void>;
  readonly refresh: () => Promise<void>;
  readonly forget: () => void;
}

export function useOwnList(projectId: string): OwnList {
  const [sheets, setSheets] = useState<readonly Sheet[] | null>(null);
  const [begun, setBegun] = useState<StartedNumbers | null>(null);
  const [fault, setFault] = useState<SheetFault | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  /** A later file replaces one that is still being read. */
  const turn = useRef(0);
  const refresh = async (): Promise<void> => {
    const ownTurn = turn.current;
    setBusy(true);
    setProblem(null);
    const answer = await readBegun(projectId);
    if (turn.current !== ownTurn) return;
    if ("problem" in answer) setProblem(answer.problem);
    else setBegun(answer);
    setBusy(false);
  };
  const forget = (): void => {
    turn.current++;
    setSheets(null);
    setBegun(null);
    setFault(null);
    setProblem(null);
    setBusy(false);
  };
  const take = async (file: Blob): Promise<void> => {
    forget();
    const ownTurn = turn.current;
    setBusy(true);
    const read = await readFile(file);
    if (turn.current !== ownTurn) return;
    if ("fault" in read) {
      setFault(read.fault);
      setBusy(false);
      return;
    }
    setSheets(read.sheets);
    await refresh();
  };
  return { sheets, begun, fault, problem, busy, take, refresh, forget };
}

/** Fetches page after page. */
async function readBegun(
  projectId: string,
): Promise<StartedNumbers | { readonly problem: Problem }> {
  const numbers: string[] = [];
  let after: string | null = null;
  for (;;) {
    const query: { readonly limit: number; readonly after?: string } = {
      limit: pageRows,
      ...(after !== null && { after }),
    };
    const answer = await call("listStartedNumbers", { params: { projectId }, query });
    if (!answer.ok) return { problem: answer.problem };
    numbers.push(...answer.value.numbers);
    after = answer.value.next;
    if (after === null) return { numbers, started: answer.value.started };
  }
}
