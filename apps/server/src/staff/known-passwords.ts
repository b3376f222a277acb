/** Passwords that everybody knows: leaked and common ones, kept as the beginnings of their hashes, in order. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** Written by `npm run lab -- known-passwords`. */
export const knownPasswordsFile = fileURLToPath(new URL("known-passwords.bin", import.meta.url));

/** One unknown password in millions is taken for a known one. */
const hashBytes = 5;

/** Letters count the same in both cases. */
export const hashOfPassword = (password: string): Buffer =>
  createHash("sha256").update(password.toLowerCase()).digest().subarray(0, hashBytes);

/** People add a year or a sign to what everybody knows. */
const basesOf = (password: string): readonly string[] => [
  password.replace(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, ""),
  password.replace(/^\P{L}+|\P{L}+$/gu, ""),
];

/** The list is read when it is asked for: that is a few times a year. */
export async function isKnownPassword(password: string): Promise<boolean> {
  const list = await readFile(knownPasswordsFile);
  return [password, ...basesOf(password)].some((one) => one !== "" && holds(list, hashOfPassword(one)));
}

function holds(list: Buffer, hash: Buffer): boolean {
  let from = 0;
  let to = list.length / hashBytes;
  while (from < to) {
    const middle = (from + to) >> 1;
    const place = middle * hashBytes;
    const order = list.compare(hash, 0, hashBytes, place, place + hashBytes);
    if (order === 0) return true;
    if (order < 0) from = middle + 1;
    else to = middle;
  }
  return false;
}
