/** Who is calling: checked by the end of their phone number, which customer service sees only when they say what for. */
import assert from "node:assert/strict";
import { take } from "../../people/client.ts";
import { zh } from "../flow.ts";
import { open } from "../service-desk.ts";
import { numbersOf } from "../students.ts";
import { deskFlows } from "../test.ts";

deskFlows([
  {
    name: "service checks a caller by the last four digits without seeing the number; the whole number needs a reason, which the student sees",
    who: "service",
    look: zh,
    walk: async (desk, { addStudent }) => {
      const { page } = desk;
      const student = await addStudent();
      const { phone } = await numbersOf(student);
      await open(desk, student);
      const end = page.getByLabel("手机号后四位");
      const wrong = phone.endsWith("0000") ? "0001" : "0000";
      await end.fill(wrong);
      await page.keyboard.press("Enter");
      await desk.see("不符。请来电人再说一次");
      await end.fill(phone.slice(-4));
      await page.keyboard.press("Enter");
      await desk.see("相符，是登记的手机号。");
      await page.locator(".service-kind-phone", { hasText: "核对来电人手机尾号：相符" }).waitFor();
      assert.ok(!(await page.locator("body").textContent())?.includes(phone), "the number is shown unasked");
      await desk.press("显示手机号");
      const dialog = page.getByRole("dialog");
      await dialog.getByText("给学生回电").click();
      await desk.picture("service-phone-reason");
      await dialog.getByRole("button", { name: "显示手机号" }).click();
      const readOut = phone.replace(/^(...)(....)(....)$/, "$1 $2 $3");
      await desk.see(readOut);
      await page.locator(".service-kind-phone", { hasText: "查看手机号（给学生回电）" }).waitFor();
      await dialog.waitFor({ state: "hidden" });
      await desk.picture("service-caller");
      const { looks } = await take(student.client.call("listLooksAtMe", {}));
      assert.ok(looks.some(({ whatLabel }) => whatLabel.zh === "查看了手机号（给学生回电）"));
      await page.reload();
      await page.locator(".service-line").first().waitFor();
      assert.ok(!(await page.locator("body").textContent())?.includes(readOut), "the number outlives the page");
    },
  },
]);
