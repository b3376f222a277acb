/** The people of a run: spread evenly over the labelled photos, each other's heads and hands lent to one another. */
import { readFileSync } from "node:fs";
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";
import type { Engine } from "../../standardize.ts";
import { cutPerson } from "./cut-person.ts";
import { cutHand } from "./hands.ts";
import { isFrontal, isGoodButForWall, type Person } from "./people.ts";
import { readSubject } from "./read-subject.ts";
import { type Others, readStand, type Stand } from "./stand.ts";

/** So many heads and hands are lent. */
const lent = { heads: 6, hands: 6 };

export async function readOthers(people: readonly Person[], spec: PhotoSpec, engine: Engine): Promise<Others> {
  const heads = await firstOf(people.filter(isGoodButForWall), lent.heads, async (person) => {
    const subject = await readSubject(readFileSync(person.path), spec, engine);
    const cut = subject && (await cutPerson(subject, spec, engine));
    return cut && !cut.ends.top ? cut : null;
  });
  const withHands = people.filter(({ expected }) => expected.includes("hand-in-frame"));
  const hands = await firstOf(withHands, lent.hands, async (person) => {
    const subject = await readSubject(readFileSync(person.path), spec, engine);
    return subject && cutHand(subject);
  });
  return { heads, hands };
}

async function firstOf<T>(people: readonly Person[], count: number, read: (person: Person) => Promise<T | null>) {
  const found: T[] = [];
  for (const person of people) {
    if (found.length === count) break;
    const one = await read(person);
    if (one) found.push(one);
  }
  return found;
}

/** Up to `count` people, every so manieth of those who look into the lens. */
export async function* readStands(
  people: readonly Person[],
  count: number,
  others: Others,
  spec: PhotoSpec,
  engine: Engine,
): AsyncGenerator<Stand> {
  const frontal = people.filter(isFrontal);
  let found = 0;
  for (const [i, person] of spread(frontal).entries()) {
    if (found === count) return;
    const stand = await readStand(person, i, others, spec, engine);
    if (!stand) continue;
    found++;
    yield stand;
  }
}

/** Reordered so that any first few are spread over all: by the golden section of the list. */
function spread<T>(list: readonly T[]): T[] {
  const golden = (Math.sqrt(5) - 1) / 2;
  return list
    .map((one, i) => ({ one, at: (i * golden) % 1 }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
