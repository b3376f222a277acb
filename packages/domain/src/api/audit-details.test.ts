import { describe, expect, test } from "vitest";
import { auditDetailLabel, auditDetailValue } from "./audit-details.ts";

describe("a detail of the audit log", () => {
  test.each([
    ["look-at-picture", "purpose", "service", "客服"],
    ["look-at-picture", "purpose", "school", "学校"],
    ["give-consent", "purpose", "service", "服务内容与退款规则"],
    ["give-consent", "recipient", "registry", "学信网"],
    ["give-consent", "recipient", "school:10559", "院校 10559"],
    ["look-at-picture", "picture", "original", "原照片"],
    ["signed-in", "factor", "one-time-code", "动态码"],
    ["staff-sign-in-failed", "why", "one-time-code", "动态码不正确"],
    ["look-at-phone", "why", "call-back", "给学生回电"],
    ["difference-settled", "kind", "wrong-amount", "付款金额与订单不符"],
    ["collections-searched", "matches", [], "无"],
    ["collections-searched", "matches", ["a", "b"], "a、b"],
    ["staff-access-reset", "totp", true, "是"],
    ["staff-access-reset", "ended", 2, "2"],
    ["of-a-later-program", "constructor", "toString", "toString"],
    ["of-a-later-program", "by", "constructor", "constructor"],
  ])("of %s: %s %j is read as %s", (action, name, value, zh) => {
    expect(auditDetailValue(action, name, value).zh).toBe(zh);
  });

  test.each(["export", "heldBy", "review"])("%s has a name of its own", (name) => {
    expect(auditDetailLabel(name).zh).not.toBe(name);
  });

  test("of a name that this version has never heard of is shown as it is", () => {
    expect(auditDetailLabel("later")).toEqual({ zh: "later", en: "later" });
    expect(auditDetailLabel("constructor")).toEqual({ zh: "constructor", en: "constructor" });
  });
});
