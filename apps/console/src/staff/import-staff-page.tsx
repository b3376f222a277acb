/** Import of many staff accounts from a sheet: a row-by-row preview, then their initial passwords, displayed once. */
import { isRole, roles } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, Flex } from "antd";
import { useState } from "react";
import { useAct } from "../lib/use-act.ts";
import { useAnswer, useInvalidate } from "../lib/use-answer.ts";
import { useAskBeforeLeaving } from "../lib/use-ask-before-leaving.ts";
import { useSettled } from "../lib/use-settled.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { countFate, PlannedRows } from "../parts/sheet/planned-rows.tsx";
import type { SheetColumn } from "../parts/sheet/read-named.ts";
import { SheetText } from "../parts/sheet/sheet-text.tsx";
import { useSheet } from "../parts/sheet/use-sheet.ts";
import { InitialSlips } from "./initial-slips.tsx";

const words = wordsOf(
  {
    title: "批量导入员工",
    about:
      "粘贴后先预览，确认导入才建账号；另一位运营管理员在「员工」里确认后，此人才能登录。院校填代码或全称都行；用户名留空会按姓名拼音拟定；已有的账号不改动。",
    back: "返回员工",
    template: "员工导入模板",
    send: (rows: number) => `导入 ${rows} 行`,
    leaveSure: "初始密码只显示这一次，离开后只能逐个重置。确定离开吗？",
  },
  {
    title: "Import staff",
    about:
      "Paste to see a preview; no account is created until you import, and another operator confirms each under Staff before the person may sign in. A school is given by its code or full name; empty user names are filled in from pinyin; existing accounts are not changed.",
    back: "Back to staff",
    template: "staff-template",
    send: (rows) => `Import ${rows} rows`,
    leaveSure: "The initial passwords are shown only once; afterwards each can only be reset. Leave this page?",
  },
);

type Field = "username" | "name" | "role" | "schoolCode";

const columns: readonly SheetColumn<Field>[] = [
  { field: "username", title: { zh: "用户名", en: "User name" }, pattern: /用户名|账号|登录名|username|account/ },
  { field: "name", title: { zh: "姓名", en: "Name" }, pattern: /姓名|名字|^name$/ },
  { field: "role", title: { zh: "岗位", en: "Role" }, pattern: /角色|岗位|身份|role|post/ },
  {
    field: "schoolCode",
    title: { zh: "院校代码或全称", en: "School code or name" },
    pattern: /代码|院校|学校|code|school/,
  },
];

const mostRows = 200;

export default function ImportStaffPage() {
  const t = useWords(words);
  const translate = useTranslate();
  const act = useAct();
  const invalidate = useInvalidate();
  const [text, setText] = useState("");
  const [made, setMade] = useState<RouteAnswer<"importStaff"> | null>(null);
  const settled = useSettled(text);
  const read = useSheet(columns, settled);
  const rows = read.rows.map(({ cellOf }) => ({
    username: cellOf("username"),
    name: cellOf("name"),
    role: cellOf("role"),
    schoolCode: cellOf("schoolCode"),
  }));
  const isRequested = made === null && rows.length > 0 && rows.length <= mostRows;
  const plan = useAnswer("planStaffImport", isRequested ? { body: { rows } } : null);
  const planned = plan.value?.rows ?? [];
  const created = countFate(planned, "create");
  const isReady = text === settled && created > 0 && countFate(planned, "faulty") === 0;
  const send = async (): Promise<void> => {
    const answer = await act.run("importStaff", { body: { rows: planned.map(({ cells }) => cells) } });
    if (!answer) return;
    setMade(answer);
    setText("");
    invalidate("listStaff", "planStaffImport", "readFirstSteps");
  };
  useAskBeforeLeaving(act.busy || made !== null, t.leaveSure);
  const format = (field: string, cell: string): string =>
    field === "role" && isRole(cell) ? translate(roles[cell]) : cell;
  if (made) return <InitialSlips imported={made.rows} close={() => setMade(null)} />;
  return (
    <Page title={t.title} about={t.about} back={{ to: "/staff", words: t.back }}>
      <SheetText {...{ text, read, change: setText }} most={mostRows} template={t.template} />
      <ProblemNote problem={act.problem ?? plan.problem} />
      {planned.length > 0 && (
        <>
          <PlannedRows columns={columns} rows={planned} lines={read.rows.map(({ line }) => line)} format={format} />
          <Flex>
            <Button type="primary" disabled={!isReady} loading={act.busy} onClick={() => void send()}>
              {t.send(created)}
            </Button>
          </Flex>
        </>
      )}
    </Page>
  );
}
