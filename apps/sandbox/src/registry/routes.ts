/** Endpoints of the registry, and of its control API. */
import { z } from "zod";
import { type Answer, type Call, json, redirect } from "../answer.ts";
import { isForm, readBody } from "../read-body.ts";
import type { Endpoint } from "../serve.ts";
import type { World } from "../world.ts";
import { identityOutcomes } from "./registry-books.ts";
import { readBatch, registryReasons, uploadBatch } from "./upload.ts";

const refusals = z.object({
  reason: z.enum(registryReasons),
  times: z.coerce.number().int().min(1).max(1000).default(1),
});

/** Sets the refusals for the next items that arrive. */
function orderRefusals({ books: { registry } }: World, call: Call): Answer {
  const { reason, times } = readBody(refusals, call);
  for (let ordered = 0; ordered < times; ordered++) registry.refusals.push(reason);
  return isForm(call) ? redirect("/control") : json(201, registry.refusals);
}

const identities = z.object({
  outcome: z.enum(identityOutcomes),
  times: z.coerce.number().int().min(1).max(1000).default(1),
});

/** Sets the result of the face comparison for the next items that arrive. */
function orderIdentities({ books: { registry } }: World, call: Call): Answer {
  const { outcome, times } = readBody(identities, call);
  for (let ordered = 0; ordered < times; ordered++) registry.identities.push(outcome);
  return isForm(call) ? redirect("/control") : json(201, registry.identities);
}

const verdict = z.object({ studentNumber: z.string(), accepted: z.boolean() });

/** Simulates a person's decision on a student's evidence: decides every waiting photo of the student. */
function decideIdentity({ books: { registry } }: World, call: Call): Answer {
  const { studentNumber, accepted } = readBody(verdict, call);
  for (const batch of registry.batches)
    batch.items = batch.items.map((item) =>
      item.studentNumber !== studentNumber || item.identity === null
        ? item
        : { ...item, identity: null, reason: accepted ? null : "not-same-person" },
    );
  return json(200, { studentNumber, accepted });
}

const delay = z.object({ decideAfterSeconds: z.coerce.number().min(0).max(86_400) });

function setDelay({ books: { registry } }: World, call: Call): Answer {
  registry.decideAfterSeconds = readBody(delay, call).decideAfterSeconds;
  return json(200, { decideAfterSeconds: registry.decideAfterSeconds });
}

export const registryRoutes = (world: World): readonly Endpoint[] => [
  {
    method: "POST",
    path: "/registry/batches",
    target: "registry-upload",
    answer: (call) => uploadBatch(world, call),
  },
  {
    method: "GET",
    path: "/registry/batches/:batchId",
    target: "registry-result",
    answer: (call, faultKind) => readBatch(world, call, faultKind),
  },
  {
    method: "POST",
    path: "/control/registry/refusals",
    answer: (call) => orderRefusals(world, call),
  },
  {
    method: "POST",
    path: "/control/registry/identities",
    answer: (call) => orderIdentities(world, call),
  },
  {
    method: "POST",
    path: "/control/registry/identity-decisions",
    answer: (call) => decideIdentity(world, call),
  },
  { method: "POST", path: "/control/registry/delay", answer: (call) => setDelay(world, call) },
  { method: "GET", path: "/control/registry/books", answer: () => json(200, world.books.registry) },
];
