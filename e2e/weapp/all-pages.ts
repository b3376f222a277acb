/** Every page of the package opens, in both languages, and the session outlives a restart. */
import assert from "node:assert/strict";
import { allStudentPages, studentPageFile } from "@gradphoto/domain";
import type { Flow, Setting } from "./story.ts";

export async function openEveryPage(
  flow: Flow,
  { wechat }: Setting,
  { collectionId }: { readonly collectionId: string },
): Promise<void> {
  await flow("after a restart the student is still signed in and finds the collection", async () => {
    await wechat.launch();
    await wechat.see("我的采集");
    await wechat.see("采集完成");
  });
  await flow("the language changes at once, and stays after a restart", async () => {
    await wechat.launch("/pages/settings/index");
    await wechat.tapWords("English");
    await wechat.see("Appearance");
    await wechat.launch();
    await wechat.see("My collections");
    await wechat.launch("/pages/settings/index");
    await wechat.tapWords("中文");
    await wechat.see("外观");
  });
  await flow("every page opens by its address and draws itself without a fault, asking one service alone", async () => {
    const origins = new Set<string>();
    // The one that checks photos on the phone itself is the web page's alone.
    for (const name of allStudentPages.filter((page) => page !== "try")) {
      const path = studentPageFile(name);
      await wechat.launch(`/${path}?collectionId=${collectionId}`);
      await wechat.page.locator(".wx-page .page__body").last().waitFor();
      await wechat.page.waitForFunction("document.querySelectorAll('.skeleton').length === 0");
      await wechat.settle();
      await wechat.picture(`page-${name}`);
      assert.deepEqual(await wechat.faults(), [], path);
      for (const origin of await wechat.origins()) origins.add(origin);
    }
    assert.equal(origins.size, 1, `asked ${[...origins].join(", ")}`);
  });
}
