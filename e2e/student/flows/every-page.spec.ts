/** What every page keeps: the reader's settings, its drawings and words, the keyboard, its place on a narrow phone. */
import assert from "node:assert/strict";
import { en, zh } from "../flow.ts";
import { test } from "../test.ts";
import { signIn } from "../walk.ts";

test.describe(() => {
  test.use({ look: { ...zh, width: 320 } });
  test("language, large type and dark theme change at once and stay; nothing is wider than a narrow phone", async ({
    phone: { page, see },
  }) => {
    await page.goto("/pages/settings/index");
    await page.getByRole("tab", { name: "English" }).click();
    await see("Customer service");
    await page.getByRole("tab", { name: "Large" }).click();
    await page.getByRole("tab", { name: "Dark" }).click();
    await page.goto("/");
    await see("Begin");
    const wide = await page.evaluate<number>("document.documentElement.scrollWidth");
    assert.ok(wide <= 320, `the page is ${wide} px wide`);
    assert.equal(await page.locator(".theme--dark.theme--large").count(), 1);
  });
});

test.describe(() => {
  test.use({ look: en });
  test("every drawn rule stands right beside wrong", async ({ phone: { page } }) => {
    await page.goto("/pages/rules/index");
    await page.locator(".scene").first().waitFor();
    assert.equal(await page.locator(".scene").count(), 14);
  });
});

test("the way to the collection code is four drawn screens, and a screenshot or a saved picture both do", async ({
  phone: { page, see },
}) => {
  await page.goto("/pages/code-guide/index");
  await see("查看对应采集码");
  assert.deepEqual(await page.locator(".scene:visible").allInnerTexts(), [
    "1\n登录学信账号",
    "2\n进入学籍学历信息",
    "3\n选择要毕业的学籍",
    "4\n查看对应采集码",
  ]);
  const pictures = page.locator(".scene__picture:visible");
  // A picture has no height before it has come.
  await pictures.nth(3).waitFor();
  assert.equal(await pictures.count(), 4);
  await see(/截图或保存到相册都可以/);
});

test.describe(() => {
  test.use({ look: { ...zh, desktop: true } });
  test("by the keyboard alone: a sheet keeps the focus and gives it back, Enter goes on", async ({
    phone: { page, see },
  }) => {
    const focused = (inside: string) => page.evaluate<boolean>(`document.activeElement.closest("${inside}") !== null`);
    await page.goto("/pages/code/index");
    await page.locator("#scan:visible").focus();
    await page.keyboard.press("Enter");
    await page.locator(".sheet:visible").waitFor();
    for (const key of ["Tab", "Tab", "Shift+Tab", "Shift+Tab"]) {
      await page.keyboard.press(key);
      assert.ok(await focused(".sheet"), `${key} leaves the sheet`);
    }
    await page.keyboard.press("Escape");
    assert.ok(await focused("#scan"), "the focus is not given back");
    await page.goto("/entry/sign-in/index");
    await page.locator("#read-privacy:visible").focus();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Space");
    await page.locator("#phone").fill("19912345678");
    await page.locator("#phone").press("Enter");
    await see(/验证码已发送至/);
  });
});

test("the words beside a box tick it, and the link among them only opens", async ({ phone: { page, tap } }) => {
  await page.goto("/entry/sign-in/index");
  const box = page.getByRole("checkbox");
  // The box lies over the words: what is tapped there is the box.
  await page.getByText("我已阅读并同意").filter({ visible: true }).click({ force: true });
  assert.equal(await box.getAttribute("aria-checked"), "true");
  await tap("read-privacy");
  await page.waitForURL(/terms/);
  await page.goBack();
  await page.locator("#read-privacy:visible").waitFor();
  assert.equal(await box.getAttribute("aria-checked"), "true");
});

test("terms and privacy statement are read whole, with who answers for them, before signing in and after", async ({
  phone,
  world,
}) => {
  const { page, tap, see } = phone;
  await page.goto("/entry/sign-in/index");
  await tap("read-privacy");
  await see("测试环境，没有运营者");
  await see(/一、我们提供什么/);
  await page.getByRole("tab", { name: "隐私政策" }).click();
  await see(/第四十四条至第五十条/);
  await see(/最后一次登录后三年/);
  await see(/未满十四周岁/);
  await signIn(phone, world);
  await page.goto("/pages/settings/index");
  await tap("terms");
  await see("privacy@example.invalid");
});

test("before its scripts come the page says in both languages what it is, and makes room for the first page", async ({
  phone: { page, see },
}) => {
  let go = (): void => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  await page.route(/\/js\//, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/", { waitUntil: "commit" });
  await see("GradPhoto");
  await see("凭学信网采集码，用手机完成毕业证件照采集");
  await see(/Your graduation certificate photo/);
  go();
  await page.locator("#enter:visible").waitFor();
  assert.equal(await page.locator("#shell").count(), 0);
});

test.describe(() => {
  test.use({ look: { ...en, width: 320 } });
  test("in the largest type nothing on the narrowest phone is wider than the page, and no step covers another", async ({
    phone: { page },
  }) => {
    await page.goto("/pages/settings/index");
    await page.getByRole("tab", { name: "Large" }).click();
    await page.goto("/pages/rules/index");
    await page.locator(".scene").first().waitFor();
    const squeezed = await page.evaluate<number>(
      "[...document.querySelectorAll('.steps__step')].filter((step) => step.scrollWidth > step.clientWidth).length",
    );
    assert.equal(squeezed, 0);
    assert.ok((await page.evaluate<number>("document.documentElement.scrollWidth")) <= 320);
  });
});
