/**
 * POST /wxa/getwxacodeunlimit: code that opens a page of the mini-program with a scene. Here it is a QR code of page
 * and scene.
 */
import { z } from "zod";
import { type Answer, type Call, png } from "../answer.ts";
import { drawQr } from "../qr-picture.ts";
import { parseJson } from "../read-call.ts";
import type { World } from "../world.ts";
import { tokenError } from "./token.ts";
import { wechatError } from "./wechat-errors.ts";

const body = z.object({
  scene: z.string().catch(""),
  /** An empty text means the first page. */
  page: z.string().default(""),
  check_path: z.boolean().default(true),
  env_version: z.enum(["release", "trial", "develop"]).default("release"),
  width: z.int().min(280).max(1280).default(430),
});

export async function miniProgramCode(world: World, call: Call): Promise<Answer> {
  const wrong = tokenError(world, call);
  if (wrong) return wrong;
  const parsed = body.safeParse(parseJson(call.text));
  if (!parsed.success) return wechatError("malformed");
  const { scene, page, check_path } = parsed.data;
  if (!/^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/.test(scene)) return wechatError("invalidScene");
  // Nothing of the mini-program is published here, so any page that must be checked counts as missing.
  if (page.startsWith("/") || page.includes("?") || (check_path && page !== "")) return wechatError("invalidPage");
  return png(await drawQr(`${page}?scene=${encodeURIComponent(scene)}`));
}
