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

const made = Uint8Array.of(1, 2, 3);
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
  return made;
};
const store = (converter = "one") => ({ folder, converter });

function pathOf(opened: string | Uint8Array): string {
  if (typeof opened !== "string") throw new Error("A file was expected.");
  return opened;
}

test("makes a network once and then opens its file", () => {
  const first = pathOf(storedNetwork(store(), "eyes", "ab", convert));
  expect(Uint8Array.from(readFileSync(first))).toEqual(made);
  expect(storedNetwork(store(), "eyes", "ab", convert)).toBe(first);
  expect(times).toBe(1);
  expect(readdirSync(folder)).toHaveLength(1);
});

test.each([
  ["cut short", Uint8Array.of(1, 2)],
  ["emptied", new Uint8Array()],
  ["changed", Uint8Array.of(1, 2, 4)],
])("creates a file again that was %s", (_, bytes) => {
  const path = pathOf(storedNetwork(store(), "eyes", "ab", convert));
  writeFileSync(path, bytes);
  expect(storedNetwork(store(), "eyes", "ab", convert)).toBe(path);
  expect(Uint8Array.from(readFileSync(path))).toEqual(made);
  expect(times).toBe(2);
});

test("what a killed process left unfinished is never opened", () => {
  mkdirSync(folder);
  writeFileSync(join(folder, "unfinished-1"), Uint8Array.of(9));
  expect(Uint8Array.from(readFileSync(pathOf(storedNetwork(store(), "eyes", "ab", convert))))).toEqual(made);
});

test("other weights or another converter create it again, and the older file is deleted", () => {
  const first = pathOf(storedNetwork(store(), "eyes", "ab", convert));
  const second = pathOf(storedNetwork(store(), "eyes", "cd", convert));
  const third = pathOf(storedNetwork(store("two"), "eyes", "cd", convert));
  expect(new Set([first, second, third]).size).toBe(3);
  expect([first, second, third].map((path) => existsSync(path))).toEqual([false, false, true]);
});

test("networks whose names begin alike keep their own files", () => {
  const mesh = pathOf(storedNetwork(store(), "mesh", "ab", convert));
  const lips = pathOf(storedNetwork(store(), "mesh-lips", "ab", convert));
  storedNetwork(store(), "mesh", "cd", convert);
  expect(existsSync(mesh)).toBe(false);
  expect(existsSync(lips)).toBe(true);
});

test("hands over the bytes where no file can be written", () => {
  writeFileSync(folder, "a file where the folder should be");
  expect(storedNetwork(store(), "eyes", "ab", convert)).toEqual(made);
  rmSync(folder);
  mkdirSync(folder);
  chmodSync(folder, 0o500);
  const opened = storedNetwork(store(), "eyes", "ab", convert);
  // Who may write everywhere gets a file all the same.
  expect(typeof opened === "string" ? Uint8Array.from(readFileSync(opened)) : opened).toEqual(made);
});

test("the hash of sources follows every source but tests", () => {
  const sources = new URL(`file://${root}/`);
  mkdirSync(join(root, "onnx"));
  writeFileSync(join(root, "onnx", "write.ts"), "1");
  const previous = hashOfSources(sources);
  writeFileSync(join(root, "onnx", "write.test.ts"), "1");
  expect(hashOfSources(sources)).toBe(previous);
  writeFileSync(join(root, "onnx", "write.ts"), "2");
  expect(hashOfSources(sources)).not.toBe(previous);
});
