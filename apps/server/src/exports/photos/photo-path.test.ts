import { expect, test } from "vitest";
import { type PhotoLayout, photoPath } from "./photo-path.ts";
import { safeName, sameFileKey } from "./safe-name.ts";

const student = {
  studentNumber: "2023000001",
  name: "测试甲",
  department: "信息科学技术学院",
  major: "软件工程",
  className: "1班",
};
const layout: PhotoLayout = { names: "student-number", folders: "none", language: "zh" };
const first = { position: 7, copy: 1 };

test.each([
  ["student-number", "none", "2023000001.jpg"],
  ["student-number-hyphen-name", "department", "信息科学技术学院/2023000001-测试甲.jpg"],
  ["student-number", "major", "信息科学技术学院/软件工程/2023000001.jpg"],
  ["student-number", "class", "信息科学技术学院/软件工程/1班/2023000001.jpg"],
] as const)("the path with names by %s and folders by %s is %s", (names, folders, path) => {
  expect(photoPath({ names, folders, language: "zh" }, student, first)).toBe(path);
});

test("a second photo of the same name gets a suffix; a photo without a student number is named by its position", () => {
  expect(photoPath(layout, student, { position: 8, copy: 2 })).toBe("2023000001(2).jpg");
  expect(photoPath(layout, { ...student, studentNumber: " .. " }, first)).toBe("000007.jpg");
});

test("an empty folder name is replaced by a text in the language of the export", () => {
  const withoutPlace = { ...student, department: "", major: "  ", className: "..." };
  expect(photoPath({ ...layout, folders: "class" }, withoutPlace, first)).toBe(
    "未写院系/未写专业/未写班级/2023000001.jpg",
  );
  expect(photoPath({ ...layout, folders: "department", language: "en" }, withoutPlace, first)).toBe(
    "No department/2023000001.jpg",
  );
});

test("a student's data cannot change the folder of a file", () => {
  const malicious = {
    ...student,
    studentNumber: "../../etc/passwd",
    department: "..",
    name: "C:\\Windows",
  };
  expect(photoPath({ ...layout, folders: "department" }, malicious, first)).toBe(
    "未写院系/／..／etc／passwd.jpg",
  );
});

test("the longest possible path fits the limits of Windows and DBF", () => {
  const long = (letter: string) => ({
    studentNumber: letter.repeat(60),
    name: letter.repeat(100),
    department: letter.repeat(200),
    major: letter.repeat(200),
    className: letter.repeat(200),
  });
  const wide: PhotoLayout = {
    names: "student-number-hyphen-name",
    folders: "class",
    language: "zh",
  };
  const last = { position: 999_999, copy: 999_999 };
  for (const letter of ["1", "学", "𠮷"]) {
    const path = photoPath(wide, long(letter), last);
    expect(path.length).toBeLessThan(250);
    expect([...path].reduce((sum, one) => sum + (one < "\u0080" ? 1 : 2), 0)).toBeLessThanOrEqual(
      254,
    );
    for (const part of path.split("/")) expect(Buffer.byteLength(part)).toBeLessThan(255);
    expect(path).not.toContain("\ufffd");
  }
});

test.each([
  ["CON", "_CON"],
  ["nul.txt", "_nul.txt"],
  ["COM1", "_COM1"],
  ["lpt¹", "_lpt¹"],
  ["CONSOLE", "CONSOLE"],
  ['a<b>c:d"e/f\\g|h?i*j', "a＜b＞c：d＂e／f＼g｜h？i＊j"],
  ["tail. . ", "tail"],
  [".hidden", "hidden"],
  ["a\u0000\u001f\u007f\u202egpj.exe\u200b", "agpj.exe"],
  ["\ud800half", "half"],
  ["𠮷野家㐂䶮", "𠮷野家㐂䶮"],
  ["…", "…"],
])("the name %j becomes %j", (text, name) => {
  expect(safeName(text, 60)).toBe(name);
});

test("names that Windows or macOS treats as equal have the same key", () => {
  expect(sameFileKey("A/É.jpg")).toBe(sameFileKey("a/e\u0301.jpg"));
  expect(sameFileKey("a(2).jpg")).not.toBe(sameFileKey("a.jpg"));
});
