/** Routes built from the list of pages; the chunk of a page loads when the page is first opened. */

import { Skeleton } from "antd";
import { type ComponentType, lazy, Suspense } from "react";
import { createBrowserRouter, matchPath, Navigate, type RouteObject } from "react-router";
import { fetchPage } from "../lib/fetch-page.ts";
import { hasRole, useStaff } from "../lib/staff.ts";
import { useWords, wordsOf } from "../lib/words.ts";
import { Gate } from "./gate.tsx";
import { NoSuchPage, NotAccessible } from "./no-entry.tsx";
import { PageFault } from "./page-fault.tsx";
import type { PageRow } from "./page-row.ts";
import { pages } from "./pages.ts";

const words = wordsOf({ coming: "正在打开" }, { coming: "Opening" });

/** Placeholder while a page loads: nothing at first, then a skeleton, so that a fast line shows no flicker. */
function PageComing() {
  const t = useWords(words);
  return (
    <div className="console-coming console-page-coming" role="status" aria-label={t.coming}>
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
      children: [...routes, { index: true, Component: FirstPage }, { path: "*", Component: NoSuchPage }],
    },
  ],
  { basename },
);

/**
 * Preloads the page of the current address while the session is still being checked. If this fails, the page loads
 * again later.
 */
const opened = pages.find(({ path }) => matchPath(`${basename}/${path}`, location.pathname) !== null);
void opened?.load().catch(() => undefined);
