/** Attacks with a decoder that hangs on a file, or runs the attacker's code. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { take } from "../../people/client.ts";
import { upload } from "../../people/submit-photo.ts";
import { waitUntil } from "../../people/wait-until.ts";
import { childPid, environmentOf, processesOf, statOf } from "../../product/processes.ts";
import type { Product } from "../../product/start-product.ts";
import { type Attack, expectPhotosAreMade, judged } from "../target.ts";

/** Returns the worker's decoder; the process that isolates it may be its parent. */
function decoderOf(product: Product): number {
  const worker = childPid(product, "worker.ts");
  const decoder = processesOf(worker ?? 0).findLast(({ command }) =>
    command.includes("node/pool-worker.ts"),
  );
  assert.ok(decoder, "no decoder runs");
  return decoder.pid;
}

export const decoderAttacks: readonly Attack[] = [
  {
    name: "a file that hangs its decoder",
    must: "the time limit ends the decoder, and another one makes the photo; the worker and the next photo are not affected",
    run: async (target) => {
      const { product, addStudent } = target;
      const worker = childPid(product, "worker.ts");
      const student = await addStudent();
      await expectPhotosAreMade(target);
      const pid = decoderOf(product);
      const { attemptId } = await take(upload(student));
      const isInWork = async () => statOf(pid)?.state === "R";
      await waitUntil("the photo in work", isInWork, (isBusy) => isBusy, 10_000, 20);
      // The decoder has the file when the signal arrives.
      process.kill(pid, "SIGSTOP");
      const beganMs = performance.now();
      const { state } = await judged(student, attemptId);
      assert.equal(state, "made");
      const seconds = Math.round((performance.now() - beganMs) / 100) / 10;
      await expectPhotosAreMade(target);
      assert.equal(childPid(product, "worker.ts"), worker, "the worker ended too");
      assert.notEqual(decoderOf(product), pid, "the decoder is still the same");
      return `the photo was ${state} after ${seconds} s, the next one made; the worker is the same process`;
    },
  },
  {
    name: "a compromised decoder searches for keys",
    must: "it has no settings of the service and no privileges, and system calls are filtered if the machine can",
    run: async (target) => {
      await expectPhotosAreMade(target);
      const pid = decoderOf(target.product);
      const names = Object.keys(environmentOf(pid));
      assert.deepEqual(
        names.filter((name) => /GRADPHOTO|DATABASE|KEY|SECRET|TOKEN/.test(name)),
        [],
      );
      const status = readFileSync(`/proc/${pid}/status`, "utf8");
      const fact = (name: string): string =>
        new RegExp(`^${name}:\\s*(.*)$`, "m").exec(status)?.[1] ?? "";
      const facts = {
        uid: fact("Uid").split(/\s/)[0],
        capabilities: fact("CapEff"),
        seccomp: fact("Seccomp"),
      };
      assert.notEqual(facts.uid, "0", "it is root");
      assert.match(facts.capabilities, /^0+$/);
      assert.equal(fact("NoNewPrivs"), "1");
      return `${names.join(", ")}; ${JSON.stringify(facts)}`;
    },
  },
];
