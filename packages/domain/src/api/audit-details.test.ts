import { describe, expect, test } from "vitest";
import { auditDetailLabel, auditDetailValue } from "./audit-details.ts";

describe("details of an audit log entry", () => {
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
  ])("%s: displays %s %j as %s", (action, name, value, zh) => {
    expect(auditDetailValue(action, name, value).zh).toBe(zh);
  });

  test.each(["export", "heldBy", "review"])("has a label for the detail %s", (name) => {
    expect(auditDetailLabel(name).zh).not.toBe(name);
  });

  test("displays the raw name of a detail that this version does not know", () => {
    expect(auditDetailLabel("later")).toEqual({ zh: "later", en: "later" });
    expect(auditDetailLabel("constructor")).toEqual({ zh: "constructor", en: "constructor" });
  });
});

test("old and new terms are displayed with labels, yuan and Beijing time", () => {
  const value = { feeFen: 2500, closesAt: "2027-05-31T16:00:00.000Z", tryBeforePay: true };
  expect(auditDetailValue("project-changed", "was", value)).toEqual({
    zh: "费用 ¥25.00，结束时间 2027-06-01 00:00:00，付款前先试拍 是",
    en: "Fee ¥25.00, Closes 2027-06-01 00:00:00, Try before paying Yes",
  });
});
