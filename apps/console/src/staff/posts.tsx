/** Posts of a member of staff: the fields of one, and the dialog that lists, adds and removes them. */
import { type Province, placeKey, postWords, type Role, type staffRoles } from "@gradphoto/domain";
import { AutoComplete, Button, Flex, Form, Input, Select, Typography } from "antd";
import { useState } from "react";
import { useAct } from "../lib/use-act.ts";
import { useAnswer, useDebouncedValue } from "../lib/use-answer.ts";
import { useLeaveWarning } from "../lib/use-leave-warning.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { ConfirmDialog } from "../parts/confirm-dialog.tsx";
import { Dialog, useDiscard } from "../parts/dialog.tsx";
import {
  useChoicePlaceholder,
  useRequiredChoice,
  useRequiredText,
  useSchoolCodeRule,
} from "../parts/form/rules.ts";
import { provinceOptions, roleOptions } from "../parts/options.ts";
import { ProblemNote } from "../parts/problem.tsx";
import type { Member } from "./account-words.ts";

const fieldWords = wordsOf(
  {
    role: "岗位",
    school: "院校代码",
    department: "院系",
    departmentHint: "与学信网登记的院系名称一致；全角半角、空格不同也能认出",
    students: (count: number) => `${count} 名学生`,
    noStudents: "这所院校目前没有这个院系的学生，请核对名称；确认无误可继续保存",
    province: "省份",
  },
  {
    role: "Role",
    school: "School code",
    department: "Department",
    departmentHint: "The name CHSI has for it; width of letters and spaces do not matter",
    students: (count: number) => (count === 1 ? "1 student" : `${count} students`),
    noStudents:
      "No student of this school is in such a department so far: check the name; if it is right, save it",
    province: "Province",
  },
);

/** Role, and the school, department or province that goes with it. */
export function PlaceFields() {
  const t = useWords(fieldWords);
  const translate = useTranslate();
  const prompt = useChoicePlaceholder();
  const chosen = useRequiredChoice();
  const code = useSchoolCodeRule();
  const role = Form.useWatch<Role | undefined>("role", Form.useFormInstance());
  return (
    <>
      <Form.Item name="role" label={t.role} rules={chosen}>
        <Select
          placeholder={prompt}
          options={roleOptions.map(({ value, label }) => ({ value, label: translate(label) }))}
        />
      </Form.Item>
      {(role === "school-admin" || role === "department-admin") && (
        <Form.Item name="schoolCode" label={t.school} {...code}>
          <Input inputMode="numeric" maxLength={20} autoComplete="off" />
        </Form.Item>
      )}
      {role === "department-admin" && <DepartmentField />}
      {role === "province-admin" && (
        <Form.Item name="province" label={t.province} rules={chosen}>
          <Select
            placeholder={prompt}
            options={provinceOptions.map(({ value, label }) => ({
              value,
              label: translate(label),
            }))}
          />
        </Form.Item>
      )}
    </>
  );
}

const twoLinesPx = 44;
const fullCode = /^\d{5}$/;

/** Chosen from departments with students; another may be typed for a school whose students have not started. */
export function DepartmentField() {
  const t = useWords(fieldWords);
  const needed = useRequiredText();
  const form = Form.useFormInstance();
  // Applies also when the school is fixed and the form has no field for it.
  const schoolCode: unknown = Form.useWatch("schoolCode", { form, preserve: true });
  // While somebody types, the name is incomplete.
  const entered = useDebouncedValue(Form.useWatch<string | undefined>("department", form) ?? "");
  const answer = useAnswer(
    "listDepartments",
    typeof schoolCode === "string" && fullCode.test(schoolCode) ? { params: { schoolCode } } : null,
  ).value;
  const isUnknown =
    answer !== undefined &&
    placeKey(entered) !== "" &&
    !answer.departments.some(({ department }) => placeKey(department) === placeKey(entered));
  return (
    <Form.Item
      name="department"
      label={t.department}
      // The same height in either case, so that buttons do not move while somebody is about to press one.
      extra={
        <div style={{ minHeight: twoLinesPx }}>{isUnknown ? t.noStudents : t.departmentHint}</div>
      }
      rules={needed}
      {...(isUnknown && { validateStatus: "warning" as const })}
    >
      <AutoComplete
        maxLength={200}
        showSearch={{
          filterOption: (typed, option) => placeKey(option?.value ?? "").includes(placeKey(typed)),
        }}
        options={(answer?.departments ?? []).map(({ department, students }) => ({
          value: department,
          label: `${department} · ${t.students(students)}`,
        }))}
      />
    </Form.Item>
  );
}

const dialogWords = wordsOf(
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

export function PostsDialog({ member: provided, close: closed, changed }: Props) {
  const t = useWords(dialogWords);
  const translate = useTranslate();
  const act = useAct();
  const [form] = Form.useForm<Entered>();
  const discard = useDiscard(closed);
  useLeaveWarning(() => form.isFieldsTouched());
  const close = (): void => discard(form.isFieldsTouched());
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
