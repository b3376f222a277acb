import { afterAll, expect, test } from "vitest";
import { hostileContainers } from "../testing/hostile-containers.ts";
import { createUploadInspector } from "./upload-inspector.ts";

const inspector = createUploadInspector({ heic: true, timeoutMs: 5000, maxWaiting: 1 });
afterAll(inspector.close);

test.each(await hostileContainers())("$name: is inspected completely, and stored or refused", async ({ bytes }) => {
  const inspected = await inspector.inspect(bytes);
  if (inspected === null) throw new Error("the process could not look into it");
  const { header } = inspected;
  expect(header.ok ? "kept" : header.problem.code).toMatch(/^(kept|file-broken|file-type|too-many-pixels)$/);
});
