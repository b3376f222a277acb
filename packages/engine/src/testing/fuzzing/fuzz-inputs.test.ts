import { expect, test } from "vitest";
import { createSharpCodec } from "../../node/sharp-codec.ts";
import { feed, fuzzInputs } from "./fuzz-inputs.ts";

const codec = createSharpCodec({ heic: true });

test("hundreds of damaged files are each read or refused with a code, and every outcome occurs", async () => {
  const { inputAt } = await fuzzInputs(1);
  const seen = new Map<string, number>();
  for (let i = 0; i < 400; i++) {
    const outcome = await feed(codec, inputAt(i));
    seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
  }
  for (const outcome of ["read", "file-type", "file-broken"])
    expect(seen.get(outcome), outcome).toBeGreaterThan(20);
}, 60_000);

test("the same seed and number give the same damage; another seed gives another", async () => {
  const [once, repeated, other] = [await fuzzInputs(7), await fuzzInputs(7), await fuzzInputs(8)];
  expect(repeated.inputAt(41)).toEqual(once.inputAt(41));
  expect(other.inputAt(41)).not.toEqual(once.inputAt(41));
});
