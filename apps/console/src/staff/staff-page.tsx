/** List of staff for operators. */
import { postWords, staffList, staffStateOf, staffStates } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Alert, Button, Flex, Typography } from "antd";
import { useState } from "react";
import { useStaff } from "../lib/staff.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { ConfirmDialog, useConfirmedMenuItem } from "../parts/confirm-dialog.tsx";
import { ListPage } from "../parts/data-list/list-page.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { LinkButton } from "../parts/link-button.tsx";
import { MoreMenu } from "../parts/more-menu.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";
import type { Member } from "./account-words.ts";
import { PostsDialog } from "./posts.tsx";
import { StaffDialog } from "./staff-dialog.tsx";

const words = wordsOf(
  {
    title: "员工",
    about:
      "账号由一位运营管理员办理、另一位确认，此人才能登录。新员工用初始密码首次登录，并自己绑定动态码。",
    confirm: "确认",
    confirmSure: (by: string, what: string, post: string) =>
      `${by}：${what}（${post}）。确认后此人即可登录。`,
    waitsFor: (by: string, what: string, post: string) => `由 ${by} 发起：${what}（${post}）`,
    add: "新建员工",
    many: "批量导入",
    change: "修改",
    posts: "岗位",
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
    handedOver: "已交付",
  },
  {
    title: "Staff",
    about:
      "Every account takes two operators: one acts, another confirms, then the person may sign in. New staff use an initial password and set up their own one-time codes.",
    confirm: "Confirm",
    confirmSure: (by, what, post) =>
      `${by}: ${what} (${post}). Once confirmed, this person may sign in.`,
    waitsFor: (by, what, post) => `By ${by}: ${what} (${post})`,
    add: "Add staff",
    many: "Import a sheet",
    change: "Change",
    posts: "Roles",
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
      `Hand it to ${username} in person or in a secure way. It is shown only once, is valid for a week and must be changed at the first sign-in.`,
    handedOver: "Handed over",
  },
);

const schoolWords = wordsOf(
  {
    title: "院系管理员",
    about: "院系管理员只看到本院系的学生和进度。您新建账号，运营管理员确认后，此人才能登录。",
    add: "新建院系管理员",
  },
  {
    title: "Department administrators",
    about:
      "An administrator of a department sees only its students and progress. Once an operator has confirmed the account you make, the person may sign in.",
    add: "Add a department administrator",
  },
);

const postsPx = 240;

type NewAccess = RouteAnswer<"createStaff">;

export default function StaffPage() {
  const t = useWords(words);
  const ofSchool = useWords(schoolWords);
  const me = useStaff();
  const translate = useTranslate();
  const [access, setAccess] = useState<NewAccess | null>(null);
  return (
    <>
      <ListPage
        words={me.school ? ofSchool : t}
        extra={!me.school && <LinkButton to="/staff/import">{t.many}</LinkButton>}
        list={staffList}
        without={me.school ? ["role"] : []}
        inputOf={(query) => ({ query })}
        rowsOf={({ staff }) => staff}
        cells={({ edit, changed }) => ({
          posts: ({ posts }) => (
            <Flex
              vertical
              gap={4}
              style={{ width: "max-content", maxWidth: postsPx, whiteSpace: "normal" }}
            >
              {posts.map((post) => (
                <span key={post.postId}>{translate(postWords(post))}</span>
              ))}
            </Flex>
          ),
          state: (member) => (
            <Flex vertical align="start" gap={4}>
              <ToneTag {...staffStates[staffStateOf(member)]} />
              {member.unconfirmed && (
                <Typography.Text type="secondary">
                  {t.waitsFor(
                    member.unconfirmed.byName,
                    translate(member.unconfirmed.whatLabel),
                    translate(postWords(member.unconfirmed.post)),
                  )}
                </Typography.Text>
              )}
            </Flex>
          ),
          actions: (member) =>
            member.staffId !== me.staffId && (
              <Actions member={member} edit={edit} changed={changed} showAccess={setAccess} />
            ),
        })}
        dialog={({ row, close, done }) => (
          <StaffDialog
            member={row}
            close={close}
            done={(created) => {
              if (created) setAccess(created);
              done();
            }}
          />
        )}
      />
      {access && (
        <Dialog
          title={t.initial}
          okText={t.handedOver}
          onOk={() => setAccess(null)}
          close={() => setAccess(null)}
          cancelButtonProps={{ style: { display: "none" } }}
        >
          <Alert type="warning" showIcon title={t.initialAbout(access.member.username)} />
          <Typography.Title level={3} copyable>
            {access.initialPassword}
          </Typography.Title>
        </Dialog>
      )}
    </>
  );
}

interface ActionsProps {
  readonly member: Member;
  readonly edit: (member: Member) => void;
  readonly changed: () => void;
  readonly showAccess: (access: NewAccess) => void;
}

function Actions({ member, edit, changed, showAccess }: ActionsProps) {
  const t = useWords(words);
  const translate = useTranslate();
  const me = useStaff();
  const askingItem = useConfirmedMenuItem();
  const subject = `${member.name} · ${member.username}`;
  const [postsOpen, setPostsOpen] = useState(false);
  const params = { staffId: member.staffId };
  const { unconfirmed } = member;
  const showNewAccess = (answer: NewAccess): void => {
    showAccess(answer);
    changed();
  };
  const disabling = {
    ...({
      label: t.disable,
      question: t.disableSure,
      danger: true,
      route: "disableStaff",
    } as const),
    ...{ input: { params }, done: changed },
  };
  if (me.school) return member.disabledAt === null && <ConfirmDialog {...disabling} />;
  const more = [
    { key: "posts", label: t.posts, onClick: () => setPostsOpen(true) },
    askingItem(subject, {
      label: t.reset,
      question: t.resetSure,
      route: "resetStaffAccess",
      input: { params, body: { reset: "password" } },
      done: showNewAccess,
    }),
    askingItem(subject, {
      label: t.resetAll,
      question: t.resetSure,
      route: "resetStaffAccess",
      input: { params, body: { reset: "password-and-totp" } },
      done: showNewAccess,
    }),
    askingItem(subject, {
      label: t.end,
      question: t.endSure,
      route: "endStaffSessions",
      input: { params },
      done: changed,
    }),
    member.disabledAt === null
      ? askingItem(subject, disabling)
      : askingItem(subject, {
          label: t.enable,
          question: t.enable,
          route: "enableStaff",
          input: { params },
          done: changed,
        }),
  ];
  return (
    <Flex gap={6}>
      {unconfirmed && unconfirmed.byStaffId !== me.staffId && (
        <ConfirmDialog
          label={t.confirm}
          question={t.confirmSure(
            unconfirmed.byName,
            translate(unconfirmed.whatLabel),
            translate(postWords(unconfirmed.post)),
          )}
          route="confirmStaff"
          input={{ params, body: { seenAt: unconfirmed.at } }}
          done={changed}
        />
      )}
      <Button size="small" onClick={() => edit(member)}>
        {t.change}
      </Button>
      <MoreMenu items={more} />
      {postsOpen && (
        <PostsDialog member={member} close={() => setPostsOpen(false)} changed={changed} />
      )}
    </Flex>
  );
}
