/** The one list of attacks, in the order they are tried; what is not tried yet, and why. */
import type { Attack, NotYet } from "./attack-kinds.ts";
import { auditAttacks } from "./attacks/audit-log.ts";
import { containerAttacks } from "./attacks/containers.ts";
import { decoderAttacks } from "./attacks/decoders.ts";
import { floodAttacks } from "./attacks/floods.ts";
import { fourEyesAttacks } from "./attacks/four-eyes.ts";
import { headerAttacks } from "./attacks/headers.ts";
import { lockAttacks } from "./attacks/locks.ts";
import { machineAttacks } from "./attacks/machine.ts";
import { moneyAttacks } from "./attacks/money.ts";
import { productionAttacks } from "./attacks/production.ts";
import { requestAttacks } from "./attacks/requests.ts";
import { sessionAttacks } from "./attacks/sessions.ts";
import { storedPhotoAttacks } from "./attacks/stored-photos.ts";
import { studentSessionAttacks } from "./attacks/student-sessions.ts";
import { uploadAttacks } from "./attacks/uploads.ts";
import { weaknesses } from "./weaknesses.ts";

export const allAttacks: readonly Attack[] = [
  ...containerAttacks,
  ...floodAttacks,
  ...uploadAttacks,
  ...lockAttacks,
  ...sessionAttacks,
  ...studentSessionAttacks,
  ...headerAttacks,
  ...requestAttacks,
  ...storedPhotoAttacks,
  ...decoderAttacks,
  ...auditAttacks,
  ...moneyAttacks,
  ...fourEyesAttacks,
  ...productionAttacks,
  ...machineAttacks,
];

export const notYet: readonly NotYet[] = [
  {
    name: "rows of the audit log removed by the database's owner, the rest chained anew with the key",
    against: ["audit-rewritten"],
    why: "the server's own tests do it: audit.test.ts, audit-check.test.ts",
  },
  {
    name: "a place in EXIF and XMP, a plain object in an encrypted one's place, more than 200 MB a day",
    against: ["place-in-photo", "plain-object", "bytes-a-day"],
    why: "the tests of engine and server do it: cut-upload.test.ts, answer-faults.test.ts, pictures.test.ts",
  },
  {
    name: "another student's collection, order and photo by their ids",
    against: ["foreign-object"],
    why: "foreign-objects.test.ts tries every route with every role",
  },
  {
    name: "a session cookie set by another host in production",
    against: ["session-cookie"],
    why: "the product that is attacked is the demo, over plain http; the __Host- cookie is tried by the server's own tests",
  },
];

const tried = new Set<string>([...allAttacks, ...notYet].flatMap(({ against }) => against));

/** Weaknesses that nobody tries and nobody leaves out with a reason, in words. */
export const missing: readonly string[] = Object.entries(weaknesses).flatMap(([weakness, words]) =>
  tried.has(weakness) ? [] : [words],
);
