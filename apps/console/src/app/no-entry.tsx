/** Page for an address that the role may not open or that does not exist: the reason, and where to continue. */
import { type Role, roles } from "@gradphoto/domain";
import { Button } from "antd";
import { useNavigate } from "react-router";
import { useSettings } from "../lib/settings.ts";
import { useStaff } from "../lib/staff.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { Told } from "../parts/message-page.tsx";
import type { PageRow } from "./page-row.ts";

const words = wordsOf(
  {
    title: "不可访问",
    about: (page: string, whose: string, own: string) => `“${page}”由${whose}使用，您登录的岗位是${own}。`,
    next: "工作需要这一页的，请让运营管理员为您开通；有另一个账号的，退出后用它登录。",
    none: "没有这一页",
    noneAbout: "这个网址不指向任何页面：可能抄错了，或页面换了地方。请从菜单打开。",
    home: "回到我的首页",
  },
  {
    title: "Not accessible",
    about: (page, whose, own) => `“${page}” is for: ${whose}. You are signed in as: ${own}.`,
    next: "If your work needs this page, ask an operator for it; if you have another account, sign out and use that one.",
    none: "There is no such page",
    noneAbout: "This address leads nowhere: it may be mistyped, or the page has moved. Open it from the menu.",
    home: "To my first page",
  },
);

export function NotAccessible({ page }: { readonly page: PageRow }) {
  const t = useWords(words);
  const translate = useTranslate();
  const { language } = useSettings();
  const { roleLabel } = useStaff();
  const nameOf = (role: Role): string => translate(roles[role]);
  const whose = new Intl.ListFormat(language).format(page.roles.map(nameOf));
  return (
    <Told title={t.title} about={[t.about(translate(page.title), whose, translate(roleLabel)), t.next]}>
      <ToFirstPage />
    </Told>
  );
}

export function NoSuchPage() {
  const t = useWords(words);
  return (
    <Told title={t.none} about={[t.noneAbout]}>
      <ToFirstPage />
    </Told>
  );
}

function ToFirstPage() {
  const t = useWords(words);
  const navigate = useNavigate();
  return (
    <Button type="primary" onClick={() => void navigate("/")}>
      {t.home}
    </Button>
  );
}
