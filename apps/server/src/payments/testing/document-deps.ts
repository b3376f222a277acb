/** Dependencies of receipts and invoices for tests. */
import { openLettering } from "../../infra/lettering/lettering.ts";
import { createMemoryStore } from "../../testing/stores.ts";

export const openDocumentDeps = () => ({
  lettering: openLettering(),
  operatorName: { zh: "测试运营者", en: "Test operator" },
  objects: createMemoryStore(),
  publicUrl: "https://photo.test",
});
