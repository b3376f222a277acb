/** What receipts of tests are made with. */
import { openLettering } from "../../infra/lettering/lettering.ts";

export const receiptDeps = {
  lettering: openLettering(),
  operatorName: { zh: "测试运营者", en: "Test operator" },
} as const;
