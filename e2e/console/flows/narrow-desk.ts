/** At the narrowest desk the figures that a list is opened for stand in sight. */
import assert from "node:assert/strict";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { type PersonClient, take } from "../../people/client.ts";
import { waitUntil } from "../../people/wait-until.ts";
import type { Desk } from "../desk.ts";
import { en } from "../flow.ts";
import { addCompleted, read, refundInVain } from "../students.ts";
import { deskFlows } from "../test.ts";

const narrow = { ...en, widthPx: 1024 };

/** Wider letters than most systems have: what a desk without a font of its own shows. */
const wideLetters = '* { font-family: "DejaVu Sans", Verdana !important }';

/** Once its first row is there: in the letters of this machine, and in wide ones. */
async function fits({ page }: Desk, path: string): Promise<void> {
  await page.goto(`/console/${path}`);
  await page.locator(".ant-table-row").first().waitFor();
  await isWithinItsPlace(page, path);
  const style = await page.addStyleTag({ content: wideLetters });
  await isWithinItsPlace(page, `${path} in wide letters`);
  await style.evaluate((element) => element.parentNode?.removeChild(element));
}

const isWithinItsPlace = (page: Desk["page"], what: string) => {
  let previous = "";
  return waitUntil(
    `${what} within its place`,
    () =>
      page
        .locator(".ant-table-content")
        .first()
        .evaluate((place) => ({
          beyondPx: place.scrollWidth - place.clientWidth,
          columnsPx: [...place.querySelectorAll("thead th")].map((cell) => [
            cell.textContent,
            cell.getBoundingClientRect().width,
          ]),
        })),
    (measured) => {
      const isAtRest = JSON.stringify(measured) === previous;
      previous = JSON.stringify(measured);
      // The line behind the last column.
      return isAtRest && measured.beyondPx <= 1;
    },
    10_000,
  );
};

/** Of all projects a draft has the longest state and the most buttons, and one that does not end at midnight the longest last day. */
async function addDraft(operator: PersonClient, projectId: string): Promise<string> {
  const like = await take(operator.call("readProject", { params: { projectId } }));
  const closesAt = new Date(Date.parse(like.closesAt) + 14 * 3_600_000).toISOString();
  const body = routeDefinitions.createProject.body.parse({ ...like, graduationYear: 2046, closesAt });
  return (await take(operator.call("createProject", { body }))).projectId;
}

deskFlows([
  {
    name: "projects, refunds, bills, exports, decisions and the province fit a desk of 1024 pixels",
    who: "operator",
    look: narrow,
    walk: async (desk, setting) => {
      const student = await setting.addStudent();
      await refundInVain(setting, student);
      const { projectId } = (await read(await addCompleted(setting))).project;
      const admin = await setting.clientOf("school-admin");
      const operator = await setting.clientOf("operator");
      const draftId = await addDraft(operator, projectId);
      // Of all exports a ZIP has the most buttons.
      const photos = { kind: "finished-photos", format: "zip", language: "en", filters: { projectId } } as const;
      await take(admin.call("startExport", { body: photos }));
      await fits(desk, "projects");
      const notStarted = desk.page.getByRole("columnheader", { name: "Not started" });
      assert.ok(await notStarted.isVisible());
      await desk.picture("projects-narrow");
      const finance = await setting.desks.open("finance-1", narrow);
      await fits(finance, "refunds");
      await fits(finance, "bills");
      await finance.context.close();
      const school = await setting.desks.open("school-admin", narrow);
      await fits(school, "projects");
      await fits(school, "exports");
      await school.context.close();
      await take(operator.call("discardProject", { params: { projectId: draftId } }));
      const senior = await setting.desks.open("senior-reviewer", narrow);
      await fits(senior, "decisions");
      await senior.context.close();
      const province = await setting.desks.open("province-admin", narrow);
      await fits(province, "province");
      await province.context.close();
    },
  },
]);
