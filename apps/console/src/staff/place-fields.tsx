/** What a post is, to be filled in: the role, and the school or province that goes with it. */
import { Form, Input, Select } from "antd";
import { useSay, useWords, wordsOf } from "../lib/words.ts";
import { useChosen } from "../parts/form/rules.ts";
import { provinceOptions, roleOptions } from "../parts/options.ts";

const words = wordsOf(
  { role: "角色", school: "院校代码（仅学校管理员）", province: "省份（仅省级管理员）" },
  {
    role: "Role",
    school: "School code (school administrators alone)",
    province: "Province (province administrators alone)",
  },
);

export function PlaceFields() {
  const t = useWords(words);
  const say = useSay();
  const chosen = useChosen();
  return (
    <>
      <Form.Item name="role" label={t.role} rules={chosen}>
        <Select options={roleOptions.map(({ value, label }) => ({ value, label: say(label) }))} />
      </Form.Item>
      <Form.Item name="schoolCode" label={t.school}>
        <Input inputMode="numeric" maxLength={5} autoComplete="off" />
      </Form.Item>
      <Form.Item name="province" label={t.province}>
        <Select allowClear options={provinceOptions.map(({ value, label }) => ({ value, label: say(label) }))} />
      </Form.Item>
    </>
  );
}
