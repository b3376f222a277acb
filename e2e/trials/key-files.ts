/** The key files of a service, changed in place as an operator changes them. */
import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

export const ringNames = ["seal-keys", "object-keys", "audit-keys"] as const;
export type RingName = (typeof ringNames)[number];

export interface KeyFiles {
  /** What the service is told: where each file is. */
  readonly settings: Readonly<Record<string, string>>;
  /** Writes the keys of these ids, in this order; one that is new is made. */
  readonly write: (name: RingName, ids: readonly string[]) => void;
}

export function openKeyFiles(folder: string): KeyFiles {
  const made = new Map<string, string>();
  const keyOf = (name: RingName, id: string): string => {
    const key = made.get(`${name}/${id}`) ?? randomBytes(32).toString("base64");
    made.set(`${name}/${id}`, key);
    return `${id}:${key}`;
  };
  const fileOf = (name: RingName): string => join(folder, name);
  const settings = Object.fromEntries(
    ringNames.map((name) => [`GRADPHOTO_${name.replace("-", "_").toUpperCase()}_FILE`, fileOf(name)]),
  );
  return {
    settings,
    write: (name, ids) => writeFileSync(fileOf(name), ids.map((id) => keyOf(name, id)).join(","), { mode: 0o600 }),
  };
}
