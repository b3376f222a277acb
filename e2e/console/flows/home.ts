/** Where an operator's day begins. */
import { zh } from "../flow.ts";
import { deskFlows } from "../test.ts";

deskFlows([
  {
    name: "an operator's day begins with what waits, beside how the service is",
    who: "operator",
    look: zh,
    walk: async (desk, { addInReview }) => {
      await addInReview();
      const { page } = desk;
      await page.goto("/console/");
      await page.getByRole("heading", { name: "今天", level: 1 }).waitFor();
      await page.locator(".home-waiting .ant-card").filter({ hasText: "待审照片" }).getByText(/^\d+$/).waitFor();
      await desk.see(/目前没有：.*退款异常/);
      await desk.picture("home");
      await page.getByRole("link", { name: "系统状态" }).click();
      await page.getByRole("heading", { name: "系统状态", level: 1 }).waitFor();
    },
  },
]);
