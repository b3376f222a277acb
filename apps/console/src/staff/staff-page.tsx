/** Staff as an operator keeps them. */
import { staffStates } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Alert, Button, Flex, Modal, Typography } from "antd";
import { useState } from "react";
import { moment } from "../lib/amounts.ts";
import { useStaff } from "../lib/staff.ts";
import { useInvalidate } from "../lib/use-answer.ts";
import { useSay, useWords, wordsOf } from "../lib/words.ts";
import { AskFirst } from "../parts/ask-first.tsx";
import type { Column } from "../parts/data-list/columns.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { pageQuery } from "../parts/data-list/page-query.ts";
import { ExportButton } from "../parts/export-button.tsx";
import { roleOptions } from "../parts/options.ts";
import { Page } from "../parts/page.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";
import { StaffDialog } from "./staff-dialog.tsx";

const words = wordsOf(
  {
    title: "员工",
    about: "新员工用初始密码首次登录，并自己绑定动态码。",
    add: "新建员工",
    change: "修改",
    disable: "停用",
    disableSure: "停用后立即退出登录，不能再登录。确定停用？",
    enable: "恢复",
    reset: "重置密码",
    resetSure: "重置密码会结束此人的全部会话。确定重置？",
    resetAll: "重置密码和动态码",
    end: "结束会话",
    endSure: "结束此人的全部登录会话？",
    initial: "初始密码",
    initialAbout: (username: string) =>
      `请当面或用安全的方式交给 ${username}。只显示这一次，一周内有效，首次登录后必须更换。`,
    kept: "已交付",
  },
  {
    title: "Staff",
    about: "New staff sign in with an initial password and set up their own one-time codes.",
    add: "Add staff",
    change: "Change",
    disable: "Disable",
    disableSure: "They are signed out at once and cannot sign in. Disable them?",
    enable: "Enable",
    reset: "Reset password",
    resetSure: "Resetting ends all their sessions. Reset?",
    resetAll: "Reset password and codes",
    end: "End sessions",
    endSure: "End every session of this person?",
    initial: "Initial password",
    initialAbout: (username) =>
      `Hand it to ${username} in person or by a safe way. It is shown this once, holds for a week and must be changed at the first sign-in.`,
    kept: "Handed over",
  },
);

import type { Member } from "./staff-row.ts";

type NewAccess = RouteAnswer<"createStaff">;

export default function StaffPage() {
  const t = useWords(words);
  const say = useSay();
  const me = useStaff();
  const invalidate = useInvalidate();
  const [editing, setEditing] = useState<Member | "new" | null>(null);
  const [access, setAccess] = useState<NewAccess | null>(null);
  const done = (): void => invalidate("listStaff");
  const given = (answer: NewAccess): void => {
    setAccess(answer);
    done();
  };
  const actionsOf = (member: Member) => {
    const params = { staffId: member.staffId };
    if (member.staffId === me.staffId) return null;
    return (
      <Flex gap={6} wrap style={{ width: 300 }}>
        <Button size="small" onClick={() => setEditing(member)}>
          {t.change}
        </Button>
        {member.disabledAt === null ? (
          <AskFirst
            danger
            label={t.disable}
            question={t.disableSure}
            route="disableStaff"
            input={{ params }}
            done={done}
          />
        ) : (
          <AskFirst label={t.enable} question={t.enable} route="enableStaff" input={{ params }} done={done} />
        )}
        <AskFirst
          label={t.reset}
          question={t.resetSure}
          route="resetStaffAccess"
          input={{ params, body: { reset: "password" } }}
          done={given}
        />
        <AskFirst
          label={t.resetAll}
          question={t.resetSure}
          route="resetStaffAccess"
          input={{ params, body: { reset: "password-and-totp" } }}
          done={given}
        />
        <AskFirst label={t.end} question={t.endSure} route="endStaffSessions" input={{ params }} done={done} />
      </Flex>
    );
  };
  const columns: readonly Column<Member>[] = [
    { key: "username", title: { zh: "用户名", en: "User name" }, show: ({ username }) => username },
    { key: "name", title: { zh: "姓名", en: "Name" }, show: ({ name }) => name },
    { key: "role", title: { zh: "角色", en: "Role" }, show: ({ roleLabel }) => say(roleLabel) },
    { key: "school", title: { zh: "学校", en: "School" }, show: ({ school }) => school?.name ?? "—" },
    {
      key: "state",
      title: { zh: "状态", en: "State" },
      show: ({ disabledAt }) => <ToneTag {...staffStates[disabledAt === null ? "active" : "disabled"]} />,
    },
    {
      key: "sessions",
      title: { zh: "登录会话", en: "Sessions" },
      number: true,
      show: ({ openSessions }) => openSessions,
    },
    { key: "seen", title: { zh: "最近使用", en: "Last used" }, show: ({ lastSeenAt }) => moment(lastSeenAt) },
    {
      key: "created",
      title: { zh: "建立时间", en: "Created" },
      hidden: true,
      show: ({ createdAt }) => moment(createdAt),
    },
    { key: "actions", title: { zh: "操作", en: "Actions" }, show: actionsOf, acts: true },
  ];
  const add = (
    <Button type="primary" onClick={() => setEditing("new")}>
      {t.add}
    </Button>
  );
  return (
    <Page title={t.title} about={t.about} actions={add}>
      <DataList
        list="staff"
        route="listStaff"
        inputOf={({ filters, limit, after }) => ({
          query: { ...filters, ...pageQuery({ limit, after }) },
        })}
        rowsOf={({ staff }) => staff}
        nextOf={({ next }) => next}
        rowKey={({ staffId }) => staffId}
        columns={columns}
        filters={[
          { kind: "text", key: "text", label: { zh: "用户名或学校", en: "User name or school" } },
          { kind: "choice", key: "role", label: { zh: "角色", en: "Role" }, options: roleOptions },
          {
            kind: "choice",
            key: "state",
            label: { zh: "状态", en: "State" },
            options: [
              { value: "active", label: staffStates.active.label },
              { value: "disabled", label: staffStates.disabled.label },
            ],
          },
        ]}
        actions={(filters) => <ExportButton kind="staff" filters={filters} />}
      />
      {editing !== null && (
        <StaffDialog
          member={editing === "new" ? null : editing}
          close={() => setEditing(null)}
          done={(answer) => {
            setEditing(null);
            if (answer) given(answer);
            else done();
          }}
        />
      )}
      {access && (
        <Modal
          open
          title={t.initial}
          okText={t.kept}
          onOk={() => setAccess(null)}
          onCancel={() => setAccess(null)}
          cancelButtonProps={{ hidden: true }}
        >
          <Alert type="warning" showIcon title={t.initialAbout(access.member.username)} />
          <Typography.Title level={3} copyable>
            {access.initialPassword}
          </Typography.Title>
        </Modal>
      )}
    </Page>
  );
}
