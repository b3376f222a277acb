import { expect, test } from "vitest";
import {
  allStudentPages,
  studentPageFile,
  studentPageLink,
  studentPagePath,
} from "./student-pages.ts";

test("builds an address with its encoded parameters, without absent ones", () => {
  expect(studentPagePath("start")).toBe("entry/start/index");
  expect(studentPagePath("helper", { link: "a&b=c" })).toBe("pages/helper/index?link=a%26b%3Dc");
  expect(studentPagePath("contact", { collectionId: "" })).toBe("pages/contact/index");
  expect(studentPagePath("standard", { collectionId: "1", attemptId: undefined })).toBe(
    "pages/standard/index?collectionId=1",
  );
});

test("puts the parameters of a link that grants rights into the fragment, which no server receives", () => {
  expect(studentPageLink("helper", { link: "a&b=c" })).toBe("pages/helper/index#link=a%26b%3Dc");
});

test("the first package of the mini-program holds only the start and sign-in pages", () => {
  const first = allStudentPages.filter((page) => !studentPageFile(page).startsWith("pages/"));
  expect(first).toEqual(["start", "sign-in"]);
});
