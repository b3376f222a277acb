/** Frame around the pages: menu by role, language, light and dark theme, keys, sign-out. */
import {
  MenuFoldOutlined,
  MenuUnfoldOutlined,
  MoonOutlined,
  QuestionCircleOutlined,
  SearchOutlined,
  SunOutlined,
  TranslationOutlined,
} from "@ant-design/icons";
import { brand, isRole, postWords } from "@gradphoto/domain";
import { Button, Dropdown, Flex, Layout, Menu, Tooltip, Typography } from "antd";
import { Fragment, lazy, type MouseEvent, Suspense, useEffect, useState } from "react";
import { matchPath, Outlet, useLocation, useNavigate } from "react-router";
import { Bell } from "../home/bell.tsx";
import { call } from "../lib/client.ts";
import { changeSettings, useSettings } from "../lib/settings.ts";
import { hasRole, type Staff, useStaff } from "../lib/staff.ts";
import { followMedia, useIsDark, useMatches } from "../lib/theme.ts";
import { nameOfKey, useKeys, useSingleKey, useVisibleKeys } from "../lib/use-keys.ts";
import { useLeaveGuard } from "../lib/use-leave-warning.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import mark from "../mark.svg";
import { ChunkMissing } from "../parts/chunk-missing.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { UnsentDecisions } from "../reviews/unsent-decisions.tsx";
import { AccountNotice, LeavingNotice } from "../staff/leaving-notice.tsx";
import { PostSwitch } from "../staff/post-switch.tsx";
import { type PageRow, pageGroups } from "./page-row.ts";
import { pages } from "./pages.ts";

const keyHelpWords = wordsOf({ title: "键盘操作" }, { title: "Keyboard" });

/** List of every key that works on the current page. */
function KeyHelp({ close }: { readonly close: () => void }) {
  const t = useWords(keyHelpWords);
  const translate = useTranslate();
  const keys = useVisibleKeys();
  // Keys with the same effect share one line.
  const lines = [...new Set(keys.map(({ words: done }) => translate(done)))];
  useSingleKey("?", true);
  return (
    <Dialog close={close} footer={null} title={t.title} width={640}>
      <dl className="console-keys">
        {lines.map((line) => (
          <Fragment key={line}>
            <dt>
              {keys
                .filter((key) => translate(key.words) === line)
                .map((key) => (
                  <kbd key={nameOfKey(key)}>{nameOfKey(key)}</kbd>
                ))}
            </dt>
            <dd>{line}</dd>
          </Fragment>
        ))}
      </dl>
    </Dialog>
  );
}

const words = wordsOf(
  {
    console: "工作台",
    find: "查找",
    keys: "键盘操作（?）",
    language: "English",
    theme: "浅色或深色",
    fold: "收起或展开菜单",
    out: "退出登录",
    menu: "主菜单",
    skip: "跳到正文",
  },
  {
    console: "Console",
    find: "Find",
    keys: "Keyboard (?)",
    language: "中文",
    theme: "Light or dark",
    fold: "Fold or open the menu",
    out: "Sign out",
    menu: "Main menu",
    skip: "Skip to content",
  },
);

/** On a narrower screen tables need the room, so the menu is folded until somebody opens it. */
const isNarrow = followMedia("(max-width: 1099px)");

/** Loaded when first opened. If loading fails, input on the page must not be lost. */
const Finder = lazy(() => import("./finder.tsx").catch(() => ({ default: NoFinder })));

function NoFinder({ close }: { readonly close: () => void }) {
  return <ChunkMissing title={useWords(words).find} close={close} />;
}

const contentId = "content";

/** Leads past the header and the menu, without a change of the address. */
function skipToContent(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById(contentId)?.focus();
}

interface Props {
  /** Called after the person has switched to another of their posts. */
  readonly whenIn: (staff: Staff) => void;
  readonly whenOut: () => void;
}

export function Shell({ whenIn, whenOut }: Props) {
  const t = useWords(words);
  const staff = useStaff();
  const { language, menuFolded: chosen } = useSettings();
  const narrow = useMatches(isNarrow);
  const page = usePage();
  // On pages that need the full width, the menu is folded until it is opened there.
  const [openOn, setOpenOn] = useState<string | null>(null);
  const menuFolded = page?.foldsMenu ? openOn !== page.path : (chosen ?? narrow);
  const flipMenu = (): void => {
    if (page?.foldsMenu) setOpenOn(menuFolded ? page.path : null);
    else changeSettings({ menuFolded: !menuFolded });
  };
  const dark = useIsDark();
  const translate = useTranslate();
  useTitle();
  const [help, setHelp] = useState(false);
  const [finding, setFinding] = useState(false);
  useKeys([
    {
      key: "k",
      ctrl: true,
      words: { zh: "查找页面、项目、学生", en: "Find pages, projects, students" },
      run: () => setFinding(!finding),
    },
    {
      key: "?",
      words: { zh: "显示或收起键盘操作", en: "Show or hide these keys" },
      run: () => setHelp(!help),
    },
  ]);
  const guard = useLeaveGuard();
  const signOut = async (): Promise<void> => {
    await call("signOut", {});
    whenOut();
  };
  return (
    <Layout style={{ minHeight: "100vh" }}>
      <Layout.Header className="console-header">
        <a href={`#${contentId}`} className="console-skip" onClick={skipToContent}>
          {t.skip}
        </a>
        <Button
          type="text"
          icon={menuFolded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
          aria-label={t.fold}
          onClick={flipMenu}
        />
        <img src={mark} alt="" className="console-mark" />
        <Typography.Text strong className="console-name">
          {translate(brand)} · {t.console}
        </Typography.Text>
        <span className="console-gap" />
        <Button icon={<SearchOutlined />} onClick={() => setFinding(true)}>
          <span className="console-word">{t.find}</span> <kbd>Ctrl K</kbd>
        </Button>
        <Bell />
        <Tooltip title={t.keys} {...(help && { open: false })}>
          <Button
            type="text"
            className="console-key-help"
            icon={<QuestionCircleOutlined />}
            aria-label={t.keys}
            onClick={() => setHelp(true)}
          />
        </Tooltip>
        <Button
          type="text"
          icon={<TranslationOutlined />}
          onClick={() => changeSettings({ language: language === "zh" ? "en" : "zh" })}
        >
          <span className="console-word">{t.language}</span>
        </Button>
        <Tooltip title={t.theme}>
          <Button
            type="text"
            aria-label={t.theme}
            icon={dark ? <SunOutlined /> : <MoonOutlined />}
            onClick={() => changeSettings({ theme: dark ? "light" : "dark" })}
          />
        </Tooltip>
        <PostSwitch guard={guard} whenIn={whenIn} />
        <Dropdown
          menu={{
            items: [{ key: "out", label: t.out, onClick: () => guard(() => void signOut()) }],
          }}
          trigger={["click"]}
        >
          <Button type="text" className="console-who">
            <span>{whoIs(staff, translate)}</span>
          </Button>
        </Dropdown>
      </Layout.Header>
      <Layout>
        <Layout.Sider
          collapsed={menuFolded}
          collapsedWidth={0}
          width={208}
          theme={dark ? "dark" : "light"}
        >
          <PageMenu label={t.menu} />
        </Layout.Sider>
        <Layout.Content id={contentId} tabIndex={-1} className="console-content">
          <LeavingNotice />
          <AccountNotice />
          <UnsentDecisions />
          <Outlet />
        </Layout.Content>
      </Layout>
      {finding && (
        <Suspense fallback={null}>
          <Finder close={() => setFinding(false)} />
        </Suspense>
      )}
      {help && <KeyHelp close={() => setHelp(false)} />}
    </Layout>
  );
}

function usePage(): PageRow | undefined {
  const { pathname } = useLocation();
  return pages.find(({ path }) => matchPath(`/${path}`, pathname) !== null);
}

/** Sets the tab title to the name of the page, since several pages are often open in parallel. */
function useTitle(): void {
  const translate = useTranslate();
  const t = useWords(words);
  const page = usePage();
  const title = [...(page ? [translate(page.title)] : []), translate(brand), t.console].join(" · ");
  useEffect(() => {
    document.title = title;
  }, [title]);
}

/** Name of the person; with several posts, followed by the active one. */
const whoIs = (staff: Staff, translate: ReturnType<typeof useTranslate>): string =>
  staff.posts.length > 1 ? staff.name : `${staff.name} · ${translate(postWords(staff))}`;

function PageMenu({ label }: { readonly label: string }) {
  const staff = useStaff();
  const translate = useTranslate();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const own = pages.filter(
    (page) => page.group !== null && isRole(staff.role) && hasRole(staff, page.roles),
  );
  const items = Object.entries(pageGroups).flatMap(([group, title]) => {
    const children = own
      .filter((page) => page.group === group)
      .map(({ path, title: name }) => ({ key: path, label: translate(name) }));
    return children.length === 0
      ? []
      : [{ key: group, type: "group" as const, label: translate(title), children }];
  });
  const now = own
    .filter(({ path }) => pathname === `/${path}` || pathname.startsWith(`/${path}/`))
    .map(({ path }) => path);
  return (
    <Flex vertical component="nav" aria-label={label}>
      <Menu
        mode="inline"
        items={items}
        selectedKeys={now}
        onClick={({ key }) => void navigate(`/${key}`)}
      />
    </Flex>
  );
}
