import { expect, test } from "vitest";
import { isMobileNumber } from "./phone-number.ts";

test.each([
  "13800000000",
  "138 0000 0000",
  "138-0000-0000",
  "+86 13800000000",
  "008613800000000",
  "１３８００００００００",
])("accepts %s as a mobile number", (text) => expect(isMobileNumber(text)).toBe(true));

test.each([
  "",
  "1380000000",
  "138000000000",
  "12800000000",
  "010-62770000",
  "phone",
  "+1 202 555 0100",
])("does not accept %s as a mobile number", (text) => expect(isMobileNumber(text)).toBe(false));
