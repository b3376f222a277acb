import { expect, test } from "vitest";
import { heifBox } from "../testing/image-files.ts";
import { isSequence, sniffFormat } from "./sniff-format.ts";

const fileOf = (major: string, ...compatible: readonly string[]) =>
  heifBox("ftyp", Buffer.from(`${major}\0\0\0\0${compatible.join("")}`));

test.each([
  ["heic", fileOf("heic", "mif1", "heic")],
  ["heic", fileOf("heix")],
  ["heic", fileOf("heis", "mif1", "heic", "heis")],
  ["heic", fileOf("mif1", "mif2", "miaf", "heix")],
  ["heic", fileOf("mif2", "mif1", "heic", "pred")],
  ["heic", fileOf("msf1", "hevc", "heic", "mif1", "iso8")],
  ["heic", fileOf("msf1", "mif1", "msf1", "hevc")],
  ["avif", fileOf("mif1", "avif", "miaf")],
])("brands name the coding of the single picture: %s", (format, file) => {
  expect([sniffFormat(file), isSequence(file)]).toEqual([format, false]);
});

test.each([
  fileOf("msf1", "msf1", "hevc", "iso8"),
  fileOf("hevc", "mif1", "heic"),
  fileOf("avis", "avif", "mif1"),
])("a file that is mainly a sequence is no photo", (file) => {
  expect([sniffFormat(file), isSequence(file)]).toEqual([null, true]);
});

test.each([
  fileOf("mif1", "mif1", "avci"),
  fileOf("isom", "mif1", "heic"),
  fileOf("toString"),
  Buffer.from("RIFF"),
])("a file of another coding or container is neither", (file) => {
  expect([sniffFormat(file), isSequence(file)]).toEqual([null, false]);
});
