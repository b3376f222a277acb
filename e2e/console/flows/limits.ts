/** The operator among specs, limits and the registry's refusals. */
import assert from "node:assert/strict";
import { refusal, take } from "../../people/client.ts";
import { waitUntil } from "../../people/wait-until.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import { en, zh } from "../flow.ts";
import { painted } from "../service-desk.ts";
import { approve } from "../students.ts";
import { deskFlows } from "../test.ts";

const blur = { check: "blur", specId: "chsi-blue" } as const;

deskFlows([
  {
    name: "an operator reads one spec whole, compares two, and sees what differs alone",
    who: "operator",
    look: zh,
    walk: async (desk) => {
      const { page } = desk;
      await page.goto("/console/specs");
      await desk.see("RGB 100, 197, 255");
      await page.getByRole("img", { name: /几何范围示意图/ }).waitFor();
      await page.getByRole("row", { name: "头顶距上边 50–110 像素", exact: true }).waitFor();
      await page.getByRole("row", { name: /照片模糊.*不低于 9.*不低于 11/ }).waitFor();
      await painted(desk);
      await desk.picture("spec");
      await page.goto("/console/specs?view=compared&spec=chsi-blue&with=id-card");
      await page
        .getByRole("img", { name: /几何范围示意图/ })
        .nth(1)
        .waitFor();
      await page.getByRole("row", { name: /像素 ≠ 不同.*480 × 640.*358 × 441/ }).waitFor();
      await painted(desk);
      await desk.picture("specs-compared");
      await page.getByRole("checkbox", { name: "只看不同的项" }).click();
      await page.getByRole("row", { name: /照片模糊/ }).waitFor({ state: "detached" });
      await page.getByRole("row", { name: /眼睛距上边 ≠ 不同/ }).waitFor();
      assert.match(page.url(), /only=differing/);
    },
  },
  {
    name: "specs are compared in English and by night, and lead to trying limits of a check",
    who: "operator",
    look: { ...en, dark: true },
    walk: async (desk) => {
      const { page } = desk;
      await page.goto("/console/specs?view=compared&spec=chsi-blue&with=exit-entry");
      await page.getByRole("row", { name: /Printed size ≠ differs.*40\.6 × 54\.2 mm.*30\.0 × 40\.0 mm/ }).waitFor();
      await painted(desk);
      await desk.picture("specs-compared-dark");
      await page.getByRole("link", { name: "Try Blurred" }).click();
      await page.waitForURL(/view=limits&check=blur/);
      await desk.see("lower is worse");
    },
  },
  {
    name: "a stricter limit tried on real photos shows which would be refused and what became of them, and saves nothing",
    who: "operator",
    look: { ...en, dark: true },
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await setting.addInReview();
      await approve(setting, student);
      const waiting = await setting.addInReview();
      const operator = await setting.clientOf("operator");
      const strictest = { ...blur, failMin: "999" };
      const listed = await take(operator.call("listLimitChanges", { query: { ...strictest, limit: 100 } }));
      const own = listed.photos.find(({ collectionId }) => collectionId === student.collectionId);
      assert.ok(own, "the photo's report is not looked at");
      assert.equal(own.change, "newly-refused");
      await page.goto("/console/specs?view=limits&check=blur");
      await desk.see("The same as the limit in force");
      await page.getByLabel("Refuse below").fill(String(Math.ceil(own.value) + 1));
      await desk.press("Try it");
      await page.getByRole("row", { name: new RegExp(`${student.collectionId}.*Would be refused`) }).waitFor();
      await page.getByRole("row", { name: new RegExp(`${waiting.collectionId}.*Not decided yet`) }).waitFor();
      await desk.see(/that would be refused: .* \(wrongly\) [1-9]/);
      await page.getByRole("img", { name: /photos by value/ }).waitFor();
      assert.equal(await page.locator("img[src*='/v1/pictures']").count(), 0);
      await painted(desk);
      await desk.picture("time-machine-dark");
      await approve(setting, waiting);
      await page.reload();
      await desk.see("Would be refused");
      await desk.press("Back to the limit in force");
      await desk.see("The same as the limit in force");
      const params = { collectionId: student.collectionId, attemptId: own.attemptId };
      const { findings } = await take(student.client.call("readAttempt", { params }));
      assert.equal(findings.find(({ id }) => id === "blur")?.verdict, own.before);
    },
  },
  {
    name: "while a limit is being tried no figure and no photo of another check stands under its name",
    who: "operator",
    look: en,
    walk: async (desk, setting) => {
      const { page } = desk;
      const student = await setting.addInReview();
      await page.goto("/console/specs?view=limits&check=blur&failMin=999");
      const figures = page.getByRole("img", { name: /photos by value/ });
      const row = page.getByRole("row", { name: new RegExp(student.collectionId) });
      await figures.waitFor();
      await row.waitFor();
      let answer = (): void => {};
      const held = new Promise<void>((resolve) => {
        answer = resolve;
      });
      await page.route(/\/v1\/staff\/limits\//, async (route) => {
        await held;
        await route.continue();
      });
      await page.getByLabel("Refuse below").fill("998");
      await desk.press("Try it");
      await desk.see("Counting…");
      assert.equal(await figures.count(), 0, "figures of the limit before");
      assert.equal(await row.count(), 0, "photos of the limit before");
      await desk.picture("time-machine-counting");
      answer();
      await figures.waitFor();
      await row.waitFor();
    },
  },
  {
    name: "photos whose reports an earlier limit judged are told as such, beside the limit in force",
    who: "operator",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const { collectionId } = await setting.addInReview();
      const judge = (verdict: string) =>
        inProductDatabase(setting.product, async (database) => {
          const { rows } = await database.query<{ was: string }>(
            `with found as (
               select attempt_id, place, verdicts[place] as was from attempt_measurements m
               join attempts a on a.id = attempt_id and a.collection_id = $2
               join check_lists l on l.id = check_list_id, array_position(check_ids, 'head-tilt') place)
             update attempt_measurements m set
               verdicts = verdicts[:place - 1] || $1::text || verdicts[place + 1:],
               fails = fails - (was = 'fail')::int + ($1::text = 'fail')::int
             from found where m.attempt_id = found.attempt_id returning was`,
            [verdict, collectionId],
          );
          return rows[0]?.was ?? "";
        });
      const was = await judge("fail");
      await page.goto("/console/specs?view=limits&check=head-tilt");
      await desk.see("下列照片的报告是按更早的阈值");
      await page.getByRole("row", { name: new RegExp(`${collectionId}.*将可通过`) }).waitFor();
      assert.equal(await page.getByText("没有照片会改变").count(), 0);
      await painted(desk);
      await desk.picture("time-machine-earlier-limit");
      await judge(was);
    },
  },
  {
    name: "a project is found by its school's name on the service, and is called by its name where a link brings it",
    who: "operator",
    look: zh,
    walk: async (desk) => {
      const { page } = desk;
      await page.goto("/console/specs?view=limits&check=blur");
      const choice = page.getByLabel("项目（全部）");
      await choice.click();
      const match = page.waitForResponse(/text=zsdx/);
      await choice.fill("zsdx");
      await match;
      const options = page.locator(".ant-select-dropdown:visible");
      await options.getByText("暨南大学").first().waitFor({ state: "detached" });
      await options
        .getByText(/^中山大学/)
        .first()
        .click();
      await page.waitForURL(/projectId=/);
      await page.reload();
      await desk.see(/^中山大学.*20\d\d$/);
      await desk.picture("time-machine-project");
      await page.goto("/console/specs?view=limits&check=blur&projectId=00000000-0000-4000-8000-000000000000");
      await desk.see("未知项目");
    },
  },
  {
    name: "trying limits in Chinese narrows to a project and to days, and says when nothing is there",
    who: "operator",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      await approve(setting, await setting.addInReview());
      await page.goto("/console/specs?view=limits&check=eye-line&failMin=298&failMax=300");
      await desk.see("偏离范围即差");
      await page.getByRole("img", { name: /照片数分布与阈值/ }).waitFor();
      await painted(desk);
      await desk.picture("time-machine");
      await page.getByLabel("低于即不通过").fill("301");
      await desk.press("试算");
      await desk.see("下限高于上限，没有照片能通过。");
      assert.match(page.url(), /failMin=298/);
      await page.goto("/console/specs?view=limits&check=blur&untilDay=2020-01-01");
      await desk.see("这些条件下还没有照片。");
      await desk.see("没有照片会改变判定");
      await page.goto("/console/specs?view=limits&check=mask&specId=id-card");
      await desk.see("这些条件下还没有照片。");
    },
  },
  {
    name: "a photo that the registry refuses is found in its batch, and is a false pass of the check on the same matter",
    who: "operator",
    look: zh,
    walk: async (desk, setting) => {
      const { page } = desk;
      const operator = await setting.clientOf("operator");
      const student = await setting.addInReview();
      await setting.world.control("POST", "/registry/refusals", { reason: "background" });
      await approve(setting, student);
      const refusals = async () =>
        (await take(operator.call("listRegistryRefusals", { query: { limit: 100 } }))).refusals;
      // Whose photo goes first is the registry's; one of those in hand is refused.
      const [refused] = await waitUntil("the registry's refusal", refusals, (match) => match.length > 0, 180_000);
      assert.ok(refused);
      assert.ok(refused.findings.some(({ check }) => check === "background-busy"));
      await page.goto("/console/registry");
      await page.getByRole("img", { name: /漏检/ }).waitFor();
      await page.getByRole("row", { name: /背景杂乱.*学信网：背景不合要求/ }).waitFor();
      await painted(desk);
      await desk.picture("registry-findings");
      await page.getByRole("link", { name: "看这些照片 背景杂乱" }).click();
      await page.getByRole("row", { name: new RegExp(`${refused.collectionId}.*背景干净`) }).waitFor();
      await painted(desk);
      await desk.picture("registry-refusals");
      await page.getByRole("tab", { name: "批次" }).click();
      await page.waitForURL(/view=batches/);
      await page.goto(`/console/registry?view=batches&batch=${refused.batchId}`);
      const row = page.getByRole("dialog").getByRole("row", { name: new RegExp(refused.collectionId) });
      await row.getByText("已退回").waitFor();
      await row.getByText("学信网：背景不合要求").waitFor();
      await painted(desk);
      await desk.picture("registry-batch");
    },
  },
  {
    name: "nobody but operators gets at specs, their limits and the registry, at the page and at the API",
    who: "finance-1",
    look: zh,
    walk: async ({ page }, { clientOf }) => {
      const days = { fromDay: "2020-01-01", untilDay: "2099-12-31" };
      for (const who of ["finance-1", "reviewer-1", "school-admin", "service"]) {
        const { call } = await clientOf(who);
        await refusal(call("tryLimits", { query: blur }), "forbidden");
        await refusal(call("listLimitChanges", { query: { ...blur, limit: 10 } }), "forbidden");
        await refusal(call("listRegistryBatches", { query: { limit: 10 } }), "forbidden");
        await refusal(call("listRegistryRefusals", { query: { limit: 10 } }), "forbidden");
        await refusal(call("readRegistryFindings", { query: days }), "forbidden");
      }
      for (const path of ["specs", "registry"]) {
        await page.goto(`/console/${path}`);
        await page.getByRole("heading", { name: "不可访问", level: 1 }).waitFor();
      }
    },
  },
]);
