/** Registers an endpoint on the app: applies the ordered fault, saves the books, sends the answer. */
import type { FastifyInstance, FastifyReply, HTTPMethods } from "fastify";
import type { Answer, Call } from "./answer.ts";
import { type FaultTarget, faultAnswer, takeFault } from "./faults.ts";
import type { World } from "./world.ts";

export interface Endpoint {
  readonly method: HTTPMethods;
  readonly path: string;
  /** Fault target of this endpoint; without it the endpoint has no faults. */
  readonly target?: FaultTarget | ((call: Call) => FaultTarget | undefined);
  readonly answer: (call: Call, faultKind?: string) => Answer | Promise<Answer>;
  /** Applied last to every answer, for example to sign it. */
  readonly finish?: (answer: Answer, faultKind: string | undefined, call: Call) => Answer;
}

export function serve(app: FastifyInstance, world: World, endpoint: Endpoint): void {
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    handler: async (request, reply) => {
      const { method, url, params, query, headers, body } = request;
      const text = typeof body === "string" ? body : "";
      const answer = await answerOrFault(world, endpoint, {
        method,
        url,
        params,
        query,
        headers,
        text,
      });
      world.save();
      return send(reply, answer);
    },
  });
}

async function answerOrFault(world: World, endpoint: Endpoint, call: Call): Promise<Answer> {
  const { target, answer, finish = (unchanged: Answer) => unchanged } = endpoint;
  const hit = typeof target === "function" ? target(call) : target;
  const fault = hit ? takeFault(world.books.faults, hit) : undefined;
  if (!fault) return finish(await answer(call), undefined, call);
  if (fault.kind === "slow") await world.wait(fault.delayMs);
  const spoilt = faultAnswer(fault);
  if (spoilt) return spoilt.type ? spoilt : finish(spoilt, undefined, call);
  const worked = finish(await answer(call, fault.kind), fault.kind, call);
  if (fault.kind !== "lost-answer") return worked;
  return { status: 502, body: "<html><h1>502</h1></html>", type: "text/html; charset=utf-8" };
}

function send(reply: FastifyReply, { status, body, type, headers }: Answer): FastifyReply {
  reply.code(status).headers(headers ?? {});
  if (status === 204) return reply.send();
  return type
    ? reply.type(type).send(body)
    : reply.type("application/json; charset=utf-8").send(JSON.stringify(body));
}
