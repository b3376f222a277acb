/** The dialog by which a school takes its finished photos: opened on this year's project, its choices, its files. */
import type { Desk } from "./desk.ts";
import { type TakenFile, takenFile } from "./downloaded-file.ts";

export async function openThisYear({ page }: Desk): Promise<void> {
  await page.goto("/console/projects");
  await page
    .getByRole("row")
    .filter({ hasText: "普通本科" })
    .filter({ has: page.getByRole("cell", { name: String(new Date().getUTCFullYear()), exact: true }) })
    .first()
    .getByRole("button", { name: /进度/ })
    .click();
  await page.getByRole("button", { name: "导出证照" }).waitFor();
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
