/** What a post is, to be filled in: the role, and the school, department or province that goes with it. */
import type { Role } from "@gradphoto/domain";
import { Form, Input, Select } from "antd";
import { useSay, useWords, wordsOf } from "../lib/words.ts";
import { useChosen, useNeeded } from "../parts/form/rules.ts";
import { provinceOptions, roleOptions } from "../parts/options.ts";

const words = wordsOf(
  {
    role: "角色",
    school: "院校代码",
    department: "院系",
    departmentHint: "与学信网登记的院系名称一致；全角半角、空格不同也能认出",
    province: "省份",
  },
  {
    role: "Role",
    school: "School code",
    department: "Department",
    departmentHint: "The name CHSI has for it; width of letters and spaces do not matter",
    province: "Province",
  },
);

export function PlaceFields() {
  const t = useWords(words);
  const say = useSay();
  const chosen = useChosen();
  const needed = useNeeded();
  const role = Form.useWatch<Role | undefined>("role", Form.useFormInstance());
  return (
    <>
      <Form.Item name="role" label={t.role} rules={chosen}>
        <Select options={roleOptions.map(({ value, label }) => ({ value, label: say(label) }))} />
      </Form.Item>
      {(role === "school-admin" || role === "department-admin") && (
        <Form.Item name="schoolCode" label={t.school} rules={needed}>
          <Input inputMode="numeric" maxLength={5} autoComplete="off" />
        </Form.Item>
      )}
      {role === "department-admin" && (
        <Form.Item name="department" label={t.department} extra={t.departmentHint} rules={needed}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
      )}
      {role === "province-admin" && (
        <Form.Item name="province" label={t.province} rules={chosen}>
          <Select options={provinceOptions.map(({ value, label }) => ({ value, label: say(label) }))} />
        </Form.Item>
      )}
    </>
  );
}
