import { expect, test } from "vitest";
import {
  allStudentPages,
  formerStudentPageAt,
  studentPageFile,
  studentPageLink,
  studentPagePath,
} from "./student-pages.ts";

test("an address carries what was given, encoded, and nothing that is absent", () => {
  expect(studentPagePath("start")).toBe("entry/start/index");
  expect(studentPagePath("helper", { link: "a&b=c" })).toBe("pages/helper/index?link=a%26b%3Dc");
  expect(studentPagePath("contact", { collectionId: "" })).toBe("pages/contact/index");
  expect(studentPagePath("standard", { collectionId: "1", attemptId: undefined })).toBe(
    "pages/standard/index?collectionId=1",
  );
});

test("a link whose holder may do something tells no server what it carries", () => {
  expect(studentPageLink("helper", { link: "a&b=c" })).toBe("pages/helper/index#link=a%26b%3Dc");
});

test("an address that was sent before a page moved still names it, and another address names none", () => {
  for (const page of allStudentPages) expect(formerStudentPageAt(`/pages/${page}/index`)).toBe(page);
  expect(formerStudentPageAt("pages/sign-in/index")).toBe("sign-in");
  for (const path of ["", "/", "/pages/no-such-page/index", "/pages/start", "/entry/start/index"]) {
    expect(formerStudentPageAt(path), path).toBeNull();
  }
});

test("the mini-program's first package holds the way in alone", () => {
  const first = allStudentPages.filter((page) => !studentPageFile(page).startsWith("pages/"));
  expect(first).toEqual(["start", "sign-in"]);
});
