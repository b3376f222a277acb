import type { Finding } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { markOfReason } from "./mark-of-reason.ts";

const words = { zh: "", en: "" };
const finding = (id: string, verdict: Finding["verdict"], hasPlace = true): Finding => ({
  id,
  verdict,
  value: 1,
  unit: "count",
  limit: {},
  title: words,
  message: words,
  advice: words,
  clause: { id, ...words },
  overlay: hasPlace
    ? { on: "source", shapes: [{ kind: "box", x: 1, y: 1, width: 2, height: 2 }] }
    : null,
});

test("marks a reason where the most serious related check found its fault, as refused", () => {
  const findings = [
    finding("earrings", "pass"),
    finding("necklace", "warn"),
    finding("headwear", "fail"),
  ];
  expect(markOfReason("jewellery", findings)).toMatchObject({ id: "necklace", verdict: "fail" });
  expect(markOfReason("headwear", findings)).toMatchObject({ id: "headwear" });
});

test("marks no reason without a position from a check, and no unknown reason", () => {
  expect(markOfReason("jewellery", [finding("earrings", "warn", false)])).toBeNull();
  expect(markOfReason("make-up", [finding("earrings", "warn")])).toBeNull();
  expect(markOfReason("of-next-year", [finding("earrings", "warn")])).toBeNull();
});
