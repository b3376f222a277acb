/** Initial passwords of new staff, displayed once: one slip each, on the screen and on paper. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Alert, Button, Typography } from "antd";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { pastedOf } from "../parts/browser-file.ts";
import { Page } from "../parts/page.tsx";
import "../parts/print.css";

const words = wordsOf(
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
    once: "These passwords are shown this once and are not kept. Please print or copy them now and hand them over in person or by a safe way; afterwards each can only be reset.",
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

export function InitialSlips({ imported, close }: Props) {
  const t = useWords(words);
  const translate = useTranslate();
  const made = imported.flatMap(({ initialPassword, ...one }) =>
    initialPassword === null ? [] : [{ ...one, initialPassword }],
  );
  const others = imported.filter(({ initialPassword }) => initialPassword === null);
  const address = `${location.origin}/console/`;
  const text = pastedOf(made.map(({ name, username, initialPassword }) => [name, username, initialPassword]));
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
            description={others.map(({ username }) => <div key={username}>{t.there(username)}</div>)}
          />
        )}
      </div>
      <div className="print-slips">
        {made.map(({ username, name, roleLabel, schoolName, initialPassword }) => (
          <section key={username} className="print-slip">
            <strong>{name}</strong>
            <span>{[translate(roleLabel), schoolName].filter((word) => word !== null).join(" · ")}</span>
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
