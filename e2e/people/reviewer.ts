/** What a reviewer does at the desk: takes submissions and opens their photos. */
import assert from "node:assert/strict";
import { type PersonClient, take } from "./client.ts";

interface Shown {
  readonly pictures: { readonly originalUrl: string | null; readonly photoUrl: string | null };
}

/** The service takes an approval only from somebody who has opened the photo. */
export async function openPhoto(reviewer: PersonClient, { pictures }: Shown): Promise<void> {
  const { status } = await reviewer.open(pictures.photoUrl ?? "");
  assert.equal(status, 200, "the photo does not open");
}

export async function takeReviews(reviewer: PersonClient) {
  const { reviews } = await take(reviewer.call("takeNextReviews", { body: { count: 4 } }));
  for (const review of reviews) await openPhoto(reviewer, review);
  return reviews;
}
