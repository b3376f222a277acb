/** Addresses of pages, made from the one list of them; an address that a role may not open leads to its first page. */
import { Skeleton } from "antd";
import { type ComponentType, lazy, Suspense } from "react";
import { createBrowserRouter, Navigate, type RouteObject } from "react-router";
import { hasRole, useStaff } from "../lib/staff.ts";
import { Gate } from "./gate.tsx";
import { PageFault } from "./page-fault.tsx";
import type { PageRow } from "./page-row.ts";
import { pages } from "./pages.ts";

function FirstPage() {
  const staff = useStaff();
  const first = pages.find((page) => page.group !== null && hasRole(staff, page.roles));
  if (!first) throw new Error(`The role ${staff.role} has no page`);
  return <Navigate to={`/${first.path}`} replace />;
}

function guarded({ roles }: PageRow, Shown: ComponentType): ComponentType {
  return () => {
    const staff = useStaff();
    if (!hasRole(staff, roles)) return <FirstPage />;
    return (
      <Suspense fallback={<Skeleton active />}>
        <Shown />
      </Suspense>
    );
  };
}

const routes: RouteObject[] = pages.map((page) => ({
  path: page.path,
  Component: guarded(page, lazy(page.load)),
  ErrorBoundary: PageFault,
}));

export const router = createBrowserRouter(
  [{ Component: Gate, ErrorBoundary: PageFault, children: [...routes, { path: "*", Component: FirstPage }] }],
  { basename: "/console" },
);
