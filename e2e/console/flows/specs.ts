/** A spec of one's own: drafted from a shipped one, confirmed by a second operator, chosen by a project, kept by its students. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { shippedSpecIdOf } from "@gradphoto/domain";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { refusal, take } from "../../people/client.ts";
import { findProject, lastFourOf, signIn } from "../../people/student.ts";
import type { Desk } from "../desk.ts";
import { en, zh } from "../flow.ts";
import { painted } from "../service-desk.ts";
import { deskFlows } from "../test.ts";

const name = "浅蓝底（加宽文件）";
const schoolCode = "10561";
const dayMs = 24 * 3600 * 1000;

const dialogOf = ({ page }: Desk) => page.getByRole("dialog");

deskFlows([
  {
    name: "a spec is drafted from light blue with a wider file, another operator confirms it, a project has it and so have its students",
    who: "operator",
    look: zh,
    walk: async (desk, { desks, clientOf, world, url }) => {
      const { page } = desk;
      await page.goto("/console/specs?spec=chsi-blue");
      await page.getByRole("link", { name: "以此起草新规格" }).click();
      await desk.see("基于“学历证书电子注册照片（浅蓝底）”起草");
      await page.getByLabel("名称", { exact: true }).fill(name);
      await page.getByLabel("出处", { exact: true }).fill("测试学校 2026 年通知：文件 30–60 KB，其余同毕业照片规范");
      await page.getByLabel("文件大小（KB） 下限").fill("30");
      await page.getByLabel("文件大小（KB） 上限").fill("60");
      await page.getByLabel("头顶距上边 下限").fill("120");
      const seen = page.getByRole("complementary", { name: "与来源的不同" });
      await seen.getByText("30–60 KB", { exact: true }).waitFor();
      await page.getByLabel("原因").fill("学校通知要 30–60 KB");
      await desk.press("提请确认");
      await desk.see(/“头顶距上边”的下限必须小于上限/);
      await desk.picture("spec-draft-refused");
      await page.getByLabel("头顶距上边 下限").fill("50");
      await painted(desk);
      await desk.picture("spec-draft");
      await desk.press("提请确认");
      await page.getByRole("link", { name: "去配置" }).click();
      const row = page.getByRole("row", { name: new RegExp(name.slice(0, 3)) }).filter({ hasText: "加宽文件" });
      await row.getByText("待确认：改为 可以选用").waitFor();
      await row.getByRole("button", { name: "查看提议" }).click();
      await dialogOf(desk).getByText("这是您的提议").waitFor();
      await page.keyboard.press("Escape");

      const second = await desks.open("operator-2", zh);
      await second.page.goto("/console/configuration");
      const secondRow = second.page.getByRole("row", { name: /加宽文件/ });
      await secondRow.getByRole("button", { name: "查看并决定" }).click();
      const dialog = dialogOf(second);
      await dialog
        .getByText(/30–60 KB/)
        .first()
        .waitFor();
      await dialog.getByRole("img", { name: /几何范围示意图/ }).waitFor();
      await second.picture("spec-decide");
      await dialog.getByRole("button", { name: "确认生效" }).click();
      await dialog.waitFor({ state: "hidden" });
      await secondRow.getByText(/ · operator 提议，.+ · operator-2 确认$/).waitFor();
      await painted(second);
      await second.picture("spec-in-force");

      await page.goto("/console/projects");
      await desk.press("新建项目");
      await dialogOf(desk).getByLabel("院校代码").fill(schoolCode);
      await desk.choose("以往届项目为模板", /普通本科/);
      await dialogOf(desk).getByLabel("毕业年份").fill("2043");
      await dialogOf(desk).getByRole("button", { name: "下一步" }).click();
      await desk.choose("照片规格", new RegExp(name));
      assert.equal(await dialogOf(desk).getByLabel("文件大小（KB） max").inputValue(), "60");
      await desk.picture("spec-in-project");
      await dialogOf(desk).getByRole("button", { name: "下一步" }).click();
      await dialogOf(desk).getByRole("button", { name: "保存草稿" }).click();
      await dialogOf(desk).waitFor({ state: "hidden" });

      const operator = await clientOf("operator");
      const { projects } = await take(
        operator.call("listProjects", { query: { schoolCode, graduationYear: 2043, limit: 10 } }),
      );
      const [project] = projects;
      assert.ok(project);
      assert.equal(shippedSpecIdOf(project.specId), "chsi-blue");
      const now = Date.now();
      const params = { projectId: project.projectId };
      const category = "self-study" as const;
      const open = {
        ...{ category, graduationYear: new Date(now).getFullYear() + 1, imageCheckBy: null },
        opensAt: new Date(now - dayMs).toISOString(),
        closesAt: new Date(now + 30 * dayMs).toISOString(),
      };
      const body = routeDefinitions.changeProject.body.parse({ ...project, refundRule: "until-submitted", ...open });
      await take(operator.call("changeProject", { params, body }));
      await take(operator.call("confirmProject", { params }));
      const student = await signIn(world, url);
      const { project: match, chsi } = await findProject(student, world, { query: "hnlgdx", category });
      assert.equal(match.specId, project.specId);
      const { call } = student.client;
      const { readingId } = await take(
        call("readCode", { body: { text: await world.codeText({ studentId: chsi.id }) } }),
      );
      await take(call("verifyCode", { body: { readingId, lastFour: lastFourOf(chsi) } }));
      const begun = await take(
        call("startCollection", { body: { readingId, noPhotoYet: true }, idempotencyKey: randomUUID() }),
      );
      assert.ok(begun.collectionId);

      await secondRow.getByRole("button", { name: "停用或恢复" }).click();
      await dialog.getByRole("switch").click();
      await dialog.getByLabel("原因").fill("今年不再使用");
      await second.picture("spec-retire");
      await dialog.getByRole("button", { name: "提请确认" }).click();
      await secondRow.getByText("待确认：改为 已停用").waitFor();
      await page.goto("/console/configuration");
      await row.getByRole("button", { name: "查看并决定" }).click();
      await dialogOf(desk).getByRole("button", { name: "确认生效" }).click();
      // A proposal names the state too.
      await row.getByRole("button", { name: "查看并决定" }).waitFor({ state: "detached" });
      await row.getByText("已停用").waitFor();
      await refusal(operator.call("copyProject", { params }), "photo-spec-not-offered");
      await second.context.close();
    },
  },
  {
    name: "a draft begins from any spec and asks before it is left, in English and by night on a narrow screen",
    who: "operator",
    look: { ...en, dark: true, widthPx: 1024 },
    walk: async (desk) => {
      const { page } = desk;
      await page.goto("/console/specs?spec=exit-entry");
      await page.getByRole("link", { name: "Draft a new spec from this" }).click();
      await page.getByLabel("Background", { exact: true }).fill("#102030");
      await painted(desk);
      await desk.picture("spec-draft-dark");
      await page.getByRole("link", { name: "Back to photo specs" }).click();
      await desk.see("The draft is not proposed yet and will not be kept.");
      await desk.press("Stay");
      await page.getByLabel("Name in Chinese").fill("深色");
      await page.getByLabel("Reason").fill("Tried");
      await desk.press("Propose");
      await desk.see(/Certificates want a light background/);
    },
  },
]);
