import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hashOfSources, storedNetwork } from "./stored-network.ts";

const converted = Uint8Array.of(1, 2, 3);
let root = "";
let folder = "";
let times = 0;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "networks-"));
  folder = join(root, "build");
  times = 0;
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

const convert = (): Uint8Array => {
  times++;
  return converted;
};
const store = (converter = "one") => ({ folder, converter });

function pathOf(opened: string | Uint8Array): string {
  if (typeof opened !== "string") throw new Error("A file was expected.");
  return opened;
}

test("converts a network once and then opens its file", () => {
  const first = pathOf(storedNetwork(store(), "eyes", "ab", convert));
  expect(Uint8Array.from(readFileSync(first))).toEqual(converted);
  expect(storedNetwork(store(), "eyes", "ab", convert)).toBe(first);
  expect(times).toBe(1);
  expect(readdirSync(folder)).toHaveLength(1);
});

test.each([
  ["cut short", Uint8Array.of(1, 2)],
  ["emptied", new Uint8Array()],
  ["changed", Uint8Array.of(1, 2, 4)],
])("converts a network again if its file was %s", (_, bytes) => {
  const path = pathOf(storedNetwork(store(), "eyes", "ab", convert));
  writeFileSync(path, bytes);
  expect(storedNetwork(store(), "eyes", "ab", convert)).toBe(path);
  expect(Uint8Array.from(readFileSync(path))).toEqual(converted);
  expect(times).toBe(2);
});

test("ignores an unfinished file of a killed process", () => {
  mkdirSync(folder);
  writeFileSync(join(folder, "unfinished-1"), Uint8Array.of(9));
  expect(
    Uint8Array.from(readFileSync(pathOf(storedNetwork(store(), "eyes", "ab", convert)))),
  ).toEqual(converted);
});

test("converts again for other weights or another converter, and deletes the older file", () => {
  const first = pathOf(storedNetwork(store(), "eyes", "ab", convert));
  const second = pathOf(storedNetwork(store(), "eyes", "cd", convert));
  const third = pathOf(storedNetwork(store("two"), "eyes", "cd", convert));
  expect(new Set([first, second, third]).size).toBe(3);
  expect([first, second, third].map((path) => existsSync(path))).toEqual([false, false, true]);
});

test("networks with a common name prefix have separate files", () => {
  const mesh = pathOf(storedNetwork(store(), "mesh", "ab", convert));
  const lips = pathOf(storedNetwork(store(), "mesh-lips", "ab", convert));
  storedNetwork(store(), "mesh", "cd", convert);
  expect(existsSync(mesh)).toBe(false);
  expect(existsSync(lips)).toBe(true);
});

test("returns the bytes if no file can be written", () => {
  writeFileSync(folder, "a file where the folder should be");
  expect(storedNetwork(store(), "eyes", "ab", convert)).toEqual(converted);
  rmSync(folder);
  mkdirSync(folder);
  chmodSync(folder, 0o500);
  const opened = storedNetwork(store(), "eyes", "ab", convert);
  // A user who may write everywhere, such as root, gets a file.
  expect(typeof opened === "string" ? Uint8Array.from(readFileSync(opened)) : opened).toEqual(
    converted,
  );
});

test("the hash of sources depends on every source file except tests", () => {
  const sources = new URL(`file://${root}/`);
  mkdirSync(join(root, "onnx"));
  writeFileSync(join(root, "onnx", "write.ts"), "1");
  const previous = hashOfSources(sources);
  writeFileSync(join(root, "onnx", "write.test.ts"), "1");
  expect(hashOfSources(sources)).toBe(previous);
  writeFileSync(join(root, "onnx", "write.ts"), "2");
  expect(hashOfSources(sources)).not.toBe(previous);
});
