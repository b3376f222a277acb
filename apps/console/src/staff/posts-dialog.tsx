/** Posts of one person: list, add, remove. */
import { type Province, postWords, type staffRoles } from "@gradphoto/domain";
import { Button, Flex, Form, Typography } from "antd";
import { useState } from "react";
import { useAct } from "../lib/use-act.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { ConfirmDialog } from "../parts/confirm-dialog.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import type { Member } from "./account-words.ts";
import { PlaceFields } from "./place-fields.tsx";

const words = wordsOf(
  {
    title: (who: string) => `岗位：${who}`,
    about:
      "一人可有几个岗位，登录后一次用一个，在页面上方切换。增加岗位时，整个账号立即退出登录，另一位运营管理员确认后才能再登录。",
    add: "增加岗位",
    remove: "撤销",
    removeSure: (post: string) => `撤销“${post}”后，正在用这个岗位的登录立即结束。确定撤销？`,
    close: "完成",
  },
  {
    title: (who) => `Roles of ${who}`,
    about:
      "A person may hold several roles. After signing in they act in one at a time and switch at the top of the page. Once a role is added, the whole account is signed out until another operator confirms it.",
    add: "Add role",
    remove: "Remove",
    removeSure: (post) => `Removing “${post}” signs out everyone who is using it. Remove it?`,
    close: "Done",
  },
);

interface Entered {
  readonly role: (typeof staffRoles)[number];
  readonly schoolCode?: string;
  readonly department?: string;
  readonly province?: Province;
}

interface Props {
  readonly member: Member;
  readonly close: () => void;
  readonly changed: () => void;
}

export function PostsDialog({ member: provided, close, changed }: Props) {
  const t = useWords(words);
  const translate = useTranslate();
  const act = useAct();
  const [form] = Form.useForm<Entered>();
  const [member, setMember] = useState(provided);
  const { staffId, username, posts } = member;
  const show = (now: Member): void => {
    setMember(now);
    changed();
  };
  const add = async ({ role, schoolCode = "", department, province }: Entered): Promise<void> => {
    const body = {
      ...{ role, schoolCode: schoolCode === "" ? null : schoolCode },
      ...(department && { department }),
      ...(province && { province }),
    };
    const answer = await act.run("addStaffPost", { params: { staffId }, body });
    if (!answer) return;
    form.resetFields();
    show(answer);
  };
  return (
    <Dialog
      title={t.title(username)}
      close={close}
      busy={act.busy}
      footer={
        <Button type="primary" disabled={act.busy} onClick={close}>
          {t.close}
        </Button>
      }
    >
      <Flex vertical gap={16}>
        <Typography.Text type="secondary">{t.about}</Typography.Text>
        <Flex vertical gap={8}>
          {posts.map((post) => (
            <Flex key={post.postId} justify="space-between" align="center">
              {translate(postWords(post))}
              {posts.length > 1 && (
                <ConfirmDialog
                  danger
                  label={t.remove}
                  question={t.removeSure(translate(postWords(post)))}
                  route="removeStaffPost"
                  input={{ params: { staffId, postId: post.postId } }}
                  done={show}
                />
              )}
            </Flex>
          ))}
        </Flex>
        <ProblemNote problem={act.problem} />
        <Form form={form} layout="vertical" onFinish={(entered) => void add(entered)}>
          <PlaceFields />
          <Button htmlType="submit" loading={act.busy}>
            {t.add}
          </Button>
        </Form>
      </Flex>
    </Dialog>
  );
}
