/** What receipts and invoices of tests are made with and kept in. */
import { openLettering } from "../../infra/lettering/lettering.ts";
import { createLocalDisk } from "../../infra/object-store/local-disk.ts";
import { temporaryFolder } from "../../testing/temporary-folder.ts";

export const openDocumentDeps = () => ({
  lettering: openLettering(),
  operatorName: { zh: "测试运营者", en: "Test operator" },
  objects: createLocalDisk(temporaryFolder("documents")),
});
