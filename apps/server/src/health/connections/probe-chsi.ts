/** Checks CHSI's collection codes and its registry by requests for nonexistent items. */
import { randomUUID } from "node:crypto";
import type { CollectionCodeIssuer } from "../../infra/collection-code-issuer/collection-code-issuer.ts";
import type { Registry } from "../../infra/registry/registry.ts";
import { type Finding, ok } from "./finding.ts";
import { isLineFault, lineFault } from "./line-fault.ts";

export async function probeIssuer(issuer: Pick<CollectionCodeIssuer, "decode">): Promise<Finding> {
  const opened = await issuer.decode(`check-${randomUUID()}`);
  const text = "fault" in opened ? opened.fault : "opened";
  if (!isLineFault(text)) return ok("采集码接口有回答", "CHSI's collection codes answer");
  const name = { zh: "采集码接口", en: "the interface of CHSI's collection codes" };
  return lineFault(name, text, { key: "GRADPHOTO_ISSUER_KEY", url: "GRADPHOTO_ISSUER_URL" });
}

export async function probeRegistry(registry: Pick<Registry, "queryBatch">): Promise<Finding> {
  const response = await registry.queryBatch(randomUUID());
  const text = "fault" in response ? response.fault : "known";
  if (!isLineFault(text)) return ok("照片上传接口有回答", "the registry answers");
  const name = { zh: "照片上传接口", en: "the registry" };
  return lineFault(name, text, { key: "GRADPHOTO_REGISTRY_KEY", url: "GRADPHOTO_REGISTRY_URL" });
}
