/** WeChat's codes: valid for five minutes and one use. */
import { newId, type World } from "../world.ts";
import type { CodeKind, Person } from "./wechat-books.ts";

/** Lifetime of the codes of wx.login, getPhoneNumber and the web sign-in. */
const validForMs = 5 * 60 * 1000;

export function mintCode(world: World, kind: CodeKind, userId: string, scope = ""): string {
  const code = newId(world);
  const expiresAtMs = world.now().getTime() + validForMs;
  world.books.wechat.codes[code] = { kind, userId, expiresAtMs, used: false, scope };
  return code;
}

export type Redeemed = { readonly person: Person; readonly scope: string } | "invalid" | "used";

/** Returns the person of a valid code and marks the code as used. */
export function redeemCode(world: World, kind: CodeKind, code: string): Redeemed {
  const { codes, people } = world.books.wechat;
  const issued = Object.hasOwn(codes, code) ? codes[code] : undefined;
  if (issued?.kind !== kind) return "invalid";
  if (issued.used) return "used";
  const person = people.find(({ id }) => id === issued.userId);
  if (!person || issued.expiresAtMs <= world.now().getTime()) return "invalid";
  issued.used = true;
  return { person, scope: issued.scope };
}
