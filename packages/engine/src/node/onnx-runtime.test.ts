import { describeNetwork, networkNames } from "@gradphoto/networks";
import { expect, test } from "vitest";
import { randomNumbers } from "../testing/random-numbers.ts";
import { createOnnxRuntime } from "./onnx-runtime.ts";

test.each(networkNames)("%s: two threads give the same numbers as one, to the last bit", async (name) => {
  const values = describeNetwork(name).inputShape.reduce((product, size) => product * size, 1);
  const random = randomNumbers(1);
  const input = Float32Array.from({ length: values }, () => 2 * random() - 1);
  const [one, two] = await Promise.all([1, 2].map((threads) => createOnnxRuntime(threads).load(name)));
  const single = await one?.run(input);
  const together = await two?.run(input);
  expect(single?.map((output) => Buffer.from(output.buffer).toString("base64"))).toEqual(
    together?.map((output) => Buffer.from(output.buffer).toString("base64")),
  );
});
