/** Reports the client address that the service sees, only to the operator's doctor. It verifies GRADPHOTO_PROXIES. */
import type { FastifyInstance } from "fastify";
import { type OperatorProof, seenAddress } from "../infra/operator-proof.ts";
import { sendProblem } from "./send-problem.ts";

export function serveSeenAddress(app: FastifyInstance, proof: Pick<OperatorProof, "isProof">): void {
  app.get(seenAddress.path, (request, reply) => {
    const input = request.headers[seenAddress.header];
    if (typeof input !== "string" || !proof.isProof(input)) return sendProblem(reply, "not-found", {});
    return { address: request.ip };
  });
}
