/** Networks and kernel that answer the same input from memory: tests read one photo in many ways. */
import { createHash } from "node:crypto";
import type { MattingKernel } from "@gradphoto/matting";
import type { ModelRuntime } from "../ports.ts";

/** About fifteen photos: 50 MB. */
const mostAnswers = 200;

/** Keeps the latest answers, by the bytes of their inputs. */
function createMemory<Answer>() {
  const answers = new Map<string, Answer>();
  return (name: string, inputs: readonly NodeJS.ArrayBufferView[], compute: () => Answer): Answer => {
    const hash = createHash("sha1").update(name);
    for (const input of inputs) hash.update(input);
    const key = hash.digest("base64");
    const answer = answers.get(key) ?? compute();
    answers.set(key, answer);
    for (const oldest of answers.keys()) if (answers.size > mostAnswers) answers.delete(oldest);
    return answer;
  };
}

export function rememberingRuntime(runtime: ModelRuntime): ModelRuntime {
  const remembered = createMemory<Promise<readonly Float32Array[]>>();
  return {
    async load(name) {
      const network = await runtime.load(name);
      return {
        run: async (input) => (await remembered(name, [input], () => network.run(input))).map((one) => one.slice()),
      };
    },
  };
}

export function rememberingKernel(kernel: MattingKernel): MattingKernel {
  const remembered = createMemory<ReturnType<MattingKernel["cutOut"]>>();
  return {
    cutOut(input) {
      const { width, height, rgb, personAlpha, hair } = input;
      const cut = remembered(`${width}×${height}`, [rgb, personAlpha, hair], () => kernel.cutOut(input));
      return { ...cut, alpha: cut.alpha.slice(), foreground: cut.foreground.slice() };
    },
  };
}
