/** Tabs and figures of a project's progress. */
import { expect } from "@playwright/test";
import type { Desk } from "./desk.ts";

export const openTab = ({ page }: Desk, name: string): Promise<void> => page.getByRole("tab", { name }).click();

/** Waits until this figure is displayed under the title. */
export const shows = (desk: Desk, title: string, figure: string): Promise<void> =>
  expect(
    desk.page
      .locator(".ant-statistic", { has: desk.page.getByText(title, { exact: true }) })
      .locator(".ant-statistic-content-value")
      .filter({ visible: true })
      .first(),
  ).toHaveText(figure);
