/** The bell: what waits for whom, told wherever they are in the console, with the way to it. */
import assert from "node:assert/strict";
import { accessFaults } from "../../axe.ts";
import { take } from "../../people/client.ts";
import { confirmAccount, signInAgain } from "../../people/staff.ts";
import { en, type Setting, zh } from "../flow.ts";
import { open } from "../service-desk.ts";
import { deskFlows } from "../test.ts";

const colleague = "reviewer-2";
const dayMs = 86_400_000;

/** Who has a second post at customer service, and acts in it until `back`. */
async function actAtService({ clientOf, url }: Setting) {
  const [operator, person] = [await clientOf("operator"), await clientOf(colleague)];
  const { staffId, postId: previous } = await take(person.call("readStaffAccount", {}));
  const body = { role: "service", schoolCode: null } as const;
  const { posts } = await take(operator.call("addStaffPost", { params: { staffId }, body }));
  const post = posts.find(({ role }) => role === "service");
  assert.ok(post, "the post is not there");
  await confirmAccount(await clientOf("operator-2"), colleague);
  await signInAgain(url, person, colleague);
  const act = async (postId: string): Promise<void> => {
    const { token } = await take(person.call("switchPost", { body: { postId } }));
    person.signInAs(token);
  };
  await act(post.postId);
  return async () => {
    await act(previous);
    await take(operator.call("removeStaffPost", { params: { staffId, postId: post.postId } }));
  };
}

deskFlows([
  {
    name: "a case that service hands over rings at the colleague's bell, which leads to it by keys alone and is quiet once it is closed",
    who: "service",
    look: zh,
    walk: async (desk, setting) => {
      const student = await setting.addStudent();
      const service = await setting.clientOf("service");
      const question = `问退款 ${student.collectionId.slice(0, 8)}`;
      const dueAt = new Date(Date.now() + 3 * dayMs).toISOString();
      const params = { collectionId: student.collectionId };
      await take(service.call("openServiceCase", { params, body: { question: question, dueAt } }));
      const back = await actAtService(setting);
      const own = await setting.desks.open(colleague, { ...zh, widthPx: 1024 });
      try {
        const { page } = own;
        await page.goto("/console/service");
        await page.getByRole("button", { name: "提醒，没有新增" }).waitFor();

        await open(desk, student);
        const card = desk.page.locator(".service-case", { hasText: question });
        await card.getByRole("button", { name: /^转交$/ }).click();
        const dialog = desk.page.getByRole("dialog");
        await dialog.getByRole("combobox").click();
        await desk.page.locator(".ant-select-item-option").first().click();
        await dialog.locator("textarea").fill("请接手");
        await dialog.getByRole("button", { name: /^转交$/ }).click();
        await dialog.waitFor({ state: "hidden" });

        await page.reload();
        const bell = page.getByRole("button", { name: "提醒，新增 1 件" });
        await bell.waitFor();
        await own.picture("bell");
        await bell.press("Enter");
        const drawer = page.getByRole("dialog", { name: "提醒" });
        const way = drawer.getByRole("link", { name: /转交给我的工单.*新增 1/ });
        await way.waitFor();
        await own.picture("bell-opened");
        const serious = (await accessFaults(page)).filter((fault) => fault.serious);
        assert.deepEqual(serious, []);
        await page.keyboard.press("Escape");
        await drawer.waitFor({ state: "detached" });
        await page.locator(".bell:focus").waitFor();
        await page.keyboard.press("Enter");
        await drawer.getByRole("link", { name: /转交给我的工单/ }).press("Enter");
        await page.waitForURL("**/service-cases?whose=handed-over");
        await drawer.waitFor({ state: "detached" });
        await page.getByRole("row", { name: new RegExp(question) }).waitFor();
        await own.picture("bell-led-to");
        await page.getByText(question).click();
        await page.waitForURL(`**/service/${student.collectionId}`);

        const taken = page.locator(".service-case", { hasText: question });
        await taken.getByRole("button", { name: /^办结$/ }).click();
        await own.confirm();
        await own.see("已办结 1 单");
        await page.getByRole("button", { name: "提醒，没有新增" }).click();
        await drawer.getByText("没有等待处理的事项").waitFor();
        assert.deepEqual(own.broken, []);
      } finally {
        await own.context.close();
        await back();
      }
    },
  },
  {
    name: "an operator's bell tells what the first page tells, in English and in the dark",
    who: "operator",
    look: { ...en, dark: true, widthPx: 1024 },
    walk: async (desk, { addInReview }) => {
      await addInReview();
      const { page } = desk;
      await page.goto("/console/messages");
      await page.getByRole("button", { name: /^Notifications/ }).click();
      const drawer = page.getByRole("dialog", { name: "Notifications" });
      const row = drawer.getByRole("listitem").filter({ hasText: "Photos to review" });
      await row.getByText(/Handled by others/).waitFor();
      await desk.picture("bell-dark");
      assert.deepEqual(
        (await accessFaults(page)).filter(({ serious }) => serious),
        [],
      );
      const count = await row.locator("strong").textContent();
      await page.keyboard.press("Escape");
      await page.goto("/console/home");
      const card = page.locator(".home-waiting .ant-card").filter({ hasText: "Photos to review" });
      await card.getByText(count ?? "", { exact: true }).waitFor();
    },
  },
  {
    name: "nothing can wait for an auditor, who has no bell",
    who: "auditor",
    look: zh,
    walk: async ({ page }) => {
      await page.goto("/console/audit");
      await page.getByRole("button", { name: /查找/ }).waitFor();
      assert.equal(await page.getByRole("button", { name: /提醒/ }).count(), 0);
    },
  },
]);
