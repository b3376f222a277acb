import { describeNetwork, networkNames } from "@gradphoto/networks";
import { expect, test } from "vitest";
import { randomNumbers } from "../testing/random-numbers.ts";
import { createOnnxRuntime } from "./onnx-runtime.ts";

test.each(networkNames)(
  "%s: two threads compute bit for bit the same numbers as one",
  async (name) => {
    const values = describeNetwork(name).inputShape.reduce((product, size) => product * size, 1);
    const random = randomNumbers(1);
    const input = Float32Array.from({ length: values }, () => 2 * random() - 1);
    const [oneThread, twoThreads] = await Promise.all(
      [1, 2].map((threads) => createOnnxRuntime(threads).load(name)),
    );
    const single = await oneThread?.run(input);
    const together = await twoThreads?.run(input);
    expect(single?.map((output) => Buffer.from(output.buffer).toString("base64"))).toEqual(
      together?.map((output) => Buffer.from(output.buffer).toString("base64")),
    );
  },
);
