/** Routes built from the list of pages; the chunk of a page loads when the page is first opened. */
import { type Role, roles } from "@gradphoto/domain";
import { Button, Flex, Skeleton, Typography } from "antd";
import { type ComponentType, lazy, type ReactNode, Suspense } from "react";
import {
  createBrowserRouter,
  matchPath,
  Navigate,
  type RouteObject,
  useNavigate,
} from "react-router";
import { fetchPage } from "../lib/fetch-page.ts";
import { useSettings } from "../lib/settings.ts";
import { hasRole, useStaff } from "../lib/staff.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { Gate } from "./gate.tsx";
import type { PageRow } from "./page-row.ts";
import { pages } from "./pages.ts";

interface Props {
  readonly title: string;
  readonly about: readonly string[];
  /** Links or buttons to continue. */
  readonly children: ReactNode;
}

/** Page with a single message: what happened, why, and how to continue. */
function MessagePage({ title, about, children }: Props) {
  return (
    <Flex vertical gap={12} align="flex-start" className="console-message-page">
      <Typography.Title level={1} style={{ fontSize: 22, margin: 0 }}>
        {title}
      </Typography.Title>
      {about.map((sentence) => (
        <Typography.Text key={sentence}>{sentence}</Typography.Text>
      ))}
      {children}
    </Flex>
  );
}

const notAccessibleWords = wordsOf(
  {
    title: "不可访问",
    about: (page: string, whose: string, own: string) =>
      `“${page}”由${whose}使用，您登录的岗位是${own}。`,
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
    noneAbout:
      "This address leads nowhere: it may be mistyped, or the page has moved. Open it from the menu.",
    home: "To my first page",
  },
);

/** Page for an address that the role may not open: the reason, and where to continue. */
function NotAccessible({ page }: { readonly page: PageRow }) {
  const t = useWords(notAccessibleWords);
  const translate = useTranslate();
  const { language } = useSettings();
  const { roleLabel } = useStaff();
  const nameOf = (role: Role): string => translate(roles[role]);
  const whose = new Intl.ListFormat(language).format(page.roles.map(nameOf));
  return (
    <MessagePage
      title={t.title}
      about={[t.about(translate(page.title), whose, translate(roleLabel)), t.next]}
    >
      <ToFirstPage />
    </MessagePage>
  );
}

function NoSuchPage() {
  const t = useWords(notAccessibleWords);
  return (
    <MessagePage title={t.none} about={[t.noneAbout]}>
      <ToFirstPage />
    </MessagePage>
  );
}

function ToFirstPage() {
  const t = useWords(notAccessibleWords);
  const navigate = useNavigate();
  return (
    <Button type="primary" onClick={() => void navigate("/")}>
      {t.home}
    </Button>
  );
}

const pageFaultWords = wordsOf(
  {
    title: "这一页没有显示出来",
    about: "可能是网络中断，或系统刚刚更新。已保存的内容不受影响。",
    retry: "重新加载",
  },
  {
    title: "This page could not be shown",
    about: "The network may be down, or a new version was just installed. What was saved is safe.",
    retry: "Load again",
  },
);

/** Fallback where a page crashed or failed to load; input on other pages is not touched. */
function PageFault() {
  const t = useWords(pageFaultWords);
  return (
    <MessagePage title={t.title} about={[t.about]}>
      <Button type="primary" onClick={() => location.reload()}>
        {t.retry}
      </Button>
    </MessagePage>
  );
}

const words = wordsOf({ coming: "正在打开" }, { coming: "Opening" });

/** Placeholder while a page loads: nothing at first, then a skeleton, so that a fast line shows no flicker. */
function PageComing() {
  const t = useWords(words);
  return (
    <div
      className="console-placeholder console-page-placeholder"
      role="status"
      aria-label={t.coming}
    >
      <Skeleton active paragraph={{ rows: 8 }} />
    </div>
  );
}

const basename = "/console";

function FirstPage() {
  const staff = useStaff();
  const first = pages.find((page) => page.group !== null && hasRole(staff, page.roles));
  if (!first) throw new Error(`The role ${staff.role} has no page`);
  return <Navigate to={`/${first.path}`} replace />;
}

function guarded(page: PageRow): ComponentType {
  const Visible = lazy(() => fetchPage(page.load));
  return () => {
    const staff = useStaff();
    if (!hasRole(staff, page.roles)) return <NotAccessible page={page} />;
    return (
      <Suspense fallback={<PageComing />}>
        <Visible />
      </Suspense>
    );
  };
}

const routes: RouteObject[] = pages.map((page) => ({
  path: page.path,
  Component: guarded(page),
  ErrorBoundary: PageFault,
}));

export const router = createBrowserRouter(
  [
    {
      Component: Gate,
      ErrorBoundary: PageFault,
      children: [
        ...routes,
        { index: true, Component: FirstPage },
        { path: "*", Component: NoSuchPage },
      ],
    },
  ],
  { basename },
);

/**
 * Preloads the page of the current address while the session is still being checked. If this fails, the page loads
 * again later.
 */
const opened = pages.find(
  ({ path }) => matchPath(`${basename}/${path}`, location.pathname) !== null,
);
void opened?.load().catch(() => undefined);
