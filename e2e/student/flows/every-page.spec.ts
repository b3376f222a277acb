/** Pages without a collection: settings, texts, keyboard, navigation, slow and lost scripts. */
import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { signIn } from "../../people/student.ts";
import { plain, test } from "../test.ts";
import { openAs } from "../walk.ts";

test.describe(() => {
  test.use({ look: { ...plain, width: 320 } });
  test("language, large type and dark theme apply at once and persist, and pages fit a narrow phone", async ({
    phone: { page, see },
  }) => {
    const widthPx = () => page.evaluate<number>("document.documentElement.scrollWidth");
    await page.goto("/pages/settings/index");
    await page.getByRole("tab", { name: "English" }).click();
    await see("Customer service");
    await page.getByRole("tab", { name: "Large" }).click();
    await page.getByRole("tab", { name: "Dark" }).click();
    await page.goto("/");
    await see("Begin");
    assert.ok((await widthPx()) <= 320);
    assert.equal(await page.locator(".theme--dark.theme--large").count(), 1);
    await page.goto("/pages/rules/index");
    await page.locator(".scene").first().waitFor();
    assert.equal(await page.locator(".scene").count(), 14, "a rule has no picture");
    const squeezed = () =>
      page.evaluate<number>(
        "[...document.querySelectorAll('.steps__step')].filter((step) => step.scrollWidth > step.clientWidth || step.clientHeight > 1.5 * parseFloat(getComputedStyle(step).fontSize) + 12).length",
      );
    assert.equal(await squeezed(), 0, "a step covers another or is broken");
    assert.ok((await widthPx()) <= 320);
    await page.evaluate("localStorage.clear()");
    for (const width of [320, 375, 390]) {
      await page.setViewportSize({ width, height: 667 });
      await page.reload();
      await see("获取采集资格");
      assert.equal(await squeezed(), 0, `a step is broken at ${width} px`);
    }
  });
});

test("the code guide shows four pictures that lead to the collection code", async ({
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
  // A picture has no height before it has loaded.
  await pictures.nth(3).waitFor();
  assert.equal(await pictures.count(), 4);
  await see(/截图或保存到相册都可以/);
});

test.describe(() => {
  test.use({ look: { ...plain, desktop: true } });
  test("a sheet traps and returns the keyboard focus, and Enter submits the phone number", async ({
    phone: { page, see },
  }) => {
    const focused = (inside: string) =>
      page.evaluate<boolean>(`document.activeElement.closest("${inside}") !== null`);
    await page.goto("/pages/code/index");
    await page.locator("#scan:visible").focus();
    await page.keyboard.press("Enter");
    await page.locator(".sheet:visible").waitFor();
    for (const key of ["Tab", "Tab", "Shift+Tab", "Shift+Tab"]) {
      await page.keyboard.press(key);
      assert.ok(await focused(".sheet"), `${key} leaves the sheet`);
    }
    await page.keyboard.press("Escape");
    assert.ok(await focused("#scan"), "the focus is not returned");
    await page.goto("/entry/sign-in/index");
    await page.locator("#read-privacy:visible").focus();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Space");
    await page.locator("#phone").fill("19912345678");
    await page.locator("#phone").press("Enter");
    await see(/验证码已发送至/);
  });
});

test("a tap on a checkbox's label ticks the box, and a tap on its link only opens the link", async ({
  phone: { page, tap },
}) => {
  await page.goto("/entry/sign-in/index");
  const box = page.getByRole("checkbox");
  // The checkbox covers its label, so the click is forced.
  // Its centre may be a link, depending on the fonts of the machine.
  const start = { x: 8, y: 8 };
  await page
    .getByText("我已阅读并同意")
    .filter({ visible: true })
    .click({ force: true, position: start });
  assert.equal(await box.getAttribute("aria-checked"), "true");
  await tap("read-privacy");
  await page.waitForURL(/terms/);
  await page.goBack();
  await page.locator("#read-privacy:visible").waitFor();
  assert.equal(await box.getAttribute("aria-checked"), "true");
});

test("terms and privacy statement name the operator before and after sign-in", async ({
  phone,
  world,
  product,
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
  await openAs(phone, (await signIn(world, product.url)).client, "/pages/settings/index");
  await tap("terms");
  await see("privacy@example.invalid");
});

test("the page introduces itself in both languages before its scripts have loaded", async ({
  phone: { page, see },
}) => {
  let releaseScripts = (): void => {};
  const scriptsReleased = new Promise<void>((resolve) => {
    releaseScripts = resolve;
  });
  await page.route(/\/js\//, async (route) => {
    await scriptsReleased;
    await route.continue();
  });
  await page.goto("/", { waitUntil: "commit" });
  await see("GradPhoto");
  await see("凭学信网采集码，用手机完成毕业证件照采集");
  await see(/Your graduation certificate photo/);
  releaseScripts();
  await page.locator("#enter:visible").waitFor();
  assert.equal(await page.locator("#shell").count(), 0);
});

test("going back at once displays the previous page", async ({ phone: { page, tap } }) => {
  await page.goto("/");
  await tap("enter");
  await page.goBack();
  await page.locator("#enter:visible").waitFor();
  await tap("enter");
  await page.locator("#phone:visible").waitFor();
  await page.goBack();
  await page.locator("#enter:visible").waitFor();
});

test("going back while the next page still loads stays on the previous page, at every speed", async ({
  phone: { page, type, see },
}) => {
  for (const scriptDelayMs of [0, 10, 30, 200, 1000]) {
    await page.goto("/entry/sign-in/index");
    await type("phone", "13800001234");
    const pages = page.locator(".taro_page");
    // Resolves when the next page is added. It stays only for a moment, so polling could miss it.
    await page.evaluate(`void (window.nextPageAdded = new Promise((added) => {
          new MutationObserver(() => {
            if (document.querySelectorAll(".taro_page").length > 1) added();
          }).observe(document.body, { childList: true, subtree: true });
        }))`);
    const loaded = page.waitForResponse(/\/js\//);
    await page.route(/\/js\//, async (route) => {
      await delay(scriptDelayMs);
      await route.continue();
    });
    const contact = page.getByRole("button", { name: "联系客服" }).first();
    await contact.click();
    await page.goBack();
    await loaded;
    await page.evaluate("nextPageAdded");
    await pages.nth(1).waitFor({ state: "detached" });
    assert.equal(new URL(page.url()).pathname, "/entry/sign-in/index");
    assert.equal(await page.locator("#phone:visible").inputValue(), "13800001234");
    await page.unroute(/\/js\//);
    await contact.click();
    await see("服务时间");
    await page.goBack();
    assert.equal(await page.locator("#phone:visible").inputValue(), "13800001234");
  }
});

test("a page that fails to load reports the failure, and can be opened again from the previous page", async ({
  phone: { page, tap, see },
}) => {
  await page.goto("/");
  await page.locator("#enter:visible").waitFor();
  await page.route(/\/js\//, (route) => route.abort("connectionreset"));
  await tap("enter");
  await see(/页面没有打开/);
  assert.match(new URL(page.url()).pathname, /^\/(entry\/start\/index)?$/);
  await page.unroute(/\/js\//);
  await tap("enter");
  await page.locator("#phone:visible").waitFor();
});

test("an unknown page leads to the first page", async ({ phone: { page } }) => {
  await page.goto("/pages/no-such-page/index");
  await page.locator("#enter:visible").waitFor();
});
