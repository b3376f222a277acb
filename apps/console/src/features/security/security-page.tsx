/** Who is signed in, and what keeps the account safe. */
import { Descriptions } from "antd";
import { useStaff } from "../../lib/staff.ts";
import { useSay, useWords, wordsOf } from "../../lib/words.ts";
import { Page } from "../../parts/page.tsx";

const words = wordsOf(
  { title: "登录与安全", name: "姓名", username: "用户名", role: "角色", school: "学校" },
  { title: "Sign-in and security", name: "Name", username: "User name", role: "Role", school: "School" },
);

export default function SecurityPage() {
  const t = useWords(words);
  const say = useSay();
  const staff = useStaff();
  const items = [
    { key: "name", label: t.name, children: staff.name },
    { key: "username", label: t.username, children: staff.username },
    { key: "role", label: t.role, children: say(staff.roleLabel) },
    ...(staff.school ? [{ key: "school", label: t.school, children: staff.school.name }] : []),
  ];
  return (
    <Page title={t.title}>
      <Descriptions bordered size="small" column={1} items={items} />
    </Page>
  );
}
