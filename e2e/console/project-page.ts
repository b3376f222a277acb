/** A project's page: its tabs and figures, and the dialog in which a school exports finished photos. */
import { expect } from "@playwright/test";
import type { Desk } from "./desk.ts";
import { type TakenFile, takenFile } from "./downloaded-file.ts";

export const openTab = ({ page }: Desk, name: string): Promise<void> =>
  page.getByRole("tab", { name }).click();

/** Waits until this figure is displayed under the title. */
export const shows = (desk: Desk, title: string, figure: string): Promise<void> =>
  expect(
    desk.page
      .locator(".ant-statistic", { has: desk.page.getByText(title, { exact: true }) })
      .locator(".ant-statistic-content-value")
      .filter({ visible: true })
      .first(),
  ).toHaveText(figure);

export const rowOfThisYear = ({ page }: Desk) =>
  page
    .getByRole("row")
    .filter({ hasText: /普通本科|Regular undergraduate/ })
    .filter({
      has: page.getByRole("cell", { name: String(new Date().getUTCFullYear()), exact: true }),
    })
    .first();

/** Opens the progress of this year's project. */
export async function openThisYear(desk: Desk): Promise<void> {
  const { page } = desk;
  await page.goto("/console/projects");
  await rowOfThisYear(desk)
    .getByRole("button", { name: /^(进度|Progress)$/ })
    .click();
  await page.getByRole("tab").first().waitFor();
}

export async function openDialog(desk: Desk): Promise<void> {
  await desk.press("导出证照");
  await desk.page.getByRole("dialog").getByLabel("照片命名").waitFor();
}

export const dialogButton = ({ page }: Desk, name: string | RegExp) =>
  page.getByRole("dialog").getByRole("button", { name });

export const takeZip = (desk: Desk): Promise<TakenFile> =>
  takenFile(desk, () => dialogButton(desk, "导出 ZIP").click());

export const takeList = (desk: Desk, format: "CSV" | "XLSX" | "DBF"): Promise<TakenFile> =>
  takenFile(desk, () => dialogButton(desk, `名单 ${format}`).click());
