/** Import of many staff accounts from a sheet: a row-by-row preview, then their initial passwords, displayed once. */
import { isProvince, isRole, provinces, roles } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Alert, Button, Flex, Typography } from "antd";
import { useState } from "react";
import { useAct } from "../lib/use-act.ts";
import { useAnswer, useDebouncedValue, useInvalidate } from "../lib/use-answer.ts";
import { useLeaveWarning } from "../lib/use-leave-warning.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { tabSeparated } from "../parts/save-csv.ts";
import { countFate, PlannedRows } from "../parts/sheet/planned-rows.tsx";
import type { SheetColumn } from "../parts/sheet/read-named-rows.ts";
import { SheetText } from "../parts/sheet/sheet-text.tsx";
import { useSheet } from "../parts/sheet/use-sheet.ts";
import "../parts/print.css";

const initialSlipsWords = wordsOf(
  {
    title: "初始密码",
    about: (people: number) => `已新建 ${people} 个账号。`,
    once: "初始密码只显示这一次，系统不保存。请现在打印或复制，当面或用安全的方式交给本人；离开本页后只能逐个重置。",
    print: "打印密码条",
    copy: "复制全部",
    close: "已交付，继续导入",
    username: "用户名",
    password: "初始密码",
    address: "登录地址",
    hint: "一周内有效。首次登录后请设置自己的密码并绑定动态码。",
    others: (count: number) => `另有 ${count} 行没有新建账号`,
    there: (username: string) => `${username}：已存在，不变`,
  },
  {
    title: "Initial passwords",
    about: (people) => `Accounts made: ${people}.`,
    once: "These passwords are shown only once and are not stored. Please print or copy them now and hand them over in person or by a safe way; afterwards each can only be reset.",
    print: "Print the slips",
    copy: "Copy all",
    close: "Handed over, import more",
    username: "User name",
    password: "Initial password",
    address: "Sign in at",
    hint: "Good for a week. After the first sign-in, please choose your own password and set up one-time codes.",
    others: (count) => `Rows without a new account: ${count}`,
    there: (username) => `${username}: there already, stays as it is`,
  },
);

type Imported = RouteAnswer<"importStaff">["rows"][number];

interface Props {
  readonly imported: readonly Imported[];
  readonly close: () => void;
}

/** Initial passwords of new staff, displayed once: one slip each, on the screen and on paper. */
function InitialSlips({ imported, close }: Props) {
  const t = useWords(initialSlipsWords);
  const translate = useTranslate();
  const made = imported.flatMap(({ initialPassword, ...one }) =>
    initialPassword === null ? [] : [{ ...one, initialPassword }],
  );
  const others = imported.filter(({ initialPassword }) => initialPassword === null);
  const address = `${location.origin}/console/`;
  const text = tabSeparated(
    made.map(({ name, username, initialPassword }) => [name, username, initialPassword]),
  );
  const actions = (
    <>
      <Typography.Text copyable={{ text, tooltips: false, icon: [t.copy, t.copy] }} />
      <Button type="primary" onClick={() => window.print()}>
        {t.print}
      </Button>
      <Button onClick={close}>{t.close}</Button>
    </>
  );
  return (
    <Page title={t.title} about={t.about(made.length)} actions={actions}>
      <div className="print-choices">
        <Alert type="warning" showIcon title={t.once} />
        {others.length > 0 && (
          <Alert
            type="info"
            showIcon
            title={t.others(others.length)}
            description={others.map(({ username }) => (
              <div key={username}>{t.there(username)}</div>
            ))}
          />
        )}
      </div>
      <div className="print-slips">
        {made.map(({ username, name, roleLabel, schoolName, initialPassword }) => (
          <section key={username} className="print-slip">
            <strong>{name}</strong>
            <span>
              {[translate(roleLabel), schoolName].filter((word) => word !== null).join(" · ")}
            </span>
            <dl>
              <dt>{t.username}</dt>
              <dd>{username}</dd>
              <dt>{t.password}</dt>
              <dd className="print-slip-password">{initialPassword}</dd>
              <dt>{t.address}</dt>
              <dd>{address}</dd>
            </dl>
            <small>{t.hint}</small>
          </section>
        ))}
      </div>
    </Page>
  );
}

const words = wordsOf(
  {
    title: "批量导入员工",
    about:
      "粘贴后先预览，确认导入才建账号；另一位运营管理员在「员工」里确认后，此人才能登录。院校填代码或全称都行；院系管理员还要填院系，省级管理员填省份；用户名留空会按姓名拼音拟定；已有的账号不改动。",
    back: "返回员工",
    template: "员工导入模板",
    send: (rows: number) => `导入 ${rows} 行`,
    leaveSure: "初始密码只显示这一次，离开后只能逐个重置。确定离开吗？",
  },
  {
    title: "Import staff",
    about:
      "Paste to see a preview; no account is created until you import, and another operator confirms each under Staff before the person may sign in. Name a school by its code or full name; an administrator of a department also needs the department, one of a province the province; empty user names are filled in from pinyin; existing accounts are not changed.",
    back: "Back to staff",
    template: "staff-template",
    send: (rows) => `Import ${rows} rows`,
    leaveSure:
      "The initial passwords are shown only once; afterwards each can only be reset. Leave this page?",
  },
);

type Field = "username" | "name" | "role" | "schoolCode" | "department" | "province";

const columns: readonly SheetColumn<Field>[] = [
  {
    field: "username",
    title: { zh: "用户名", en: "User name" },
    pattern: /用户名|账号|登录名|username|account/,
  },
  { field: "name", title: { zh: "姓名", en: "Name" }, pattern: /姓名|名字|^name$/ },
  { field: "role", title: { zh: "岗位", en: "Role" }, pattern: /角色|岗位|身份|role|post/ },
  {
    field: "schoolCode",
    title: { zh: "院校代码或全称", en: "School code or name" },
    pattern: /代码|院校|学校|code|school/,
  },
  { field: "department", title: { zh: "院系", en: "Department" }, pattern: /院系|学院|department/ },
  { field: "province", title: { zh: "省份", en: "Province" }, pattern: /省|province/ },
];

const maxRows = 200;

export default function ImportStaffPage() {
  const t = useWords(words);
  const translate = useTranslate();
  const act = useAct();
  const invalidate = useInvalidate();
  const [text, setText] = useState("");
  const [made, setMade] = useState<RouteAnswer<"importStaff"> | null>(null);
  const settled = useDebouncedValue(text);
  const read = useSheet(columns, settled);
  const rows = read.rows.map(({ cellOf }) => ({
    username: cellOf("username"),
    name: cellOf("name"),
    role: cellOf("role"),
    schoolCode: cellOf("schoolCode"),
    department: cellOf("department"),
    province: cellOf("province"),
  }));
  const canPlan = made === null && rows.length > 0 && rows.length <= maxRows;
  const plan = useAnswer("planStaffImport", canPlan ? { body: { rows } } : null);
  const planned = plan.value?.rows ?? [];
  const created = countFate(planned, "create");
  const isReady = text === settled && created > 0 && countFate(planned, "faulty") === 0;
  const send = async (): Promise<void> => {
    const answer = await act.run("importStaff", {
      body: { rows: planned.map(({ cells }) => cells) },
    });
    if (!answer) return;
    setMade(answer);
    setText("");
    invalidate("listStaff", "planStaffImport", "readFirstSteps");
  };
  const hasPasswords = act.busy || made !== null;
  useLeaveWarning(() => hasPasswords || text !== "", hasPasswords ? t.leaveSure : undefined);
  const format = (field: string, cell: string): string =>
    field === "role" && isRole(cell)
      ? translate(roles[cell])
      : field === "province" && isProvince(cell)
        ? translate(provinces[cell])
        : cell;
  if (made) return <InitialSlips imported={made.rows} close={() => setMade(null)} />;
  return (
    <Page title={t.title} about={t.about} back={{ to: "/staff", words: t.back }}>
      <SheetText {...{ text, read, change: setText }} maxRows={maxRows} template={t.template} />
      <ProblemNote problem={act.problem ?? plan.problem} />
      {planned.length > 0 && (
        <>
          <PlannedRows
            columns={columns}
            rows={planned}
            lines={read.rows.map(({ line }) => line)}
            format={format}
          />
          <Flex>
            <Button
              type="primary"
              disabled={!isReady}
              loading={act.busy}
              onClick={() => void send()}
            >
              {t.send(created)}
            </Button>
          </Flex>
        </>
      )}
    </Page>
  );
}
