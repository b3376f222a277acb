/**
 * Converts thrown errors into problem documents. Faults of the request keep their code; unexpected errors are logged.
 */
import { type ErrorCode, uploadedPicture } from "@gradphoto/domain";
import type { FastifyReply } from "fastify";
import { isDatabaseAway } from "../infra/db/database.ts";
import { faultFields, type Log } from "../infra/log.ts";
import { ObjectStoreError } from "../infra/object-store/object-store.ts";
import { objectLossOf } from "../infra/object-store/read-checked.ts";
import { sendProblem } from "./send-problem.ts";

type PlainCode = Extract<
  ErrorCode,
  | "body-not-json"
  | "body-too-large"
  | "media-type-unsupported"
  | "not-found"
  | "photo-missing"
  | "upload-incomplete"
  | "body-invalid"
>;

/** Error codes of Fastify and its multipart plugin. */
const faultsOfRequests: Readonly<Record<string, PlainCode>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: "body-not-json",
  FST_ERR_CTP_EMPTY_JSON_BODY: "body-not-json",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "body-not-json",
  FST_ERR_CTP_BODY_TOO_LARGE: "body-too-large",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "media-type-unsupported",
  FST_ERR_BAD_URL: "not-found",
  FST_ERR_MAX_PARAM_LENGTH: "not-found",
  FST_ERR_ASYNC_CONSTRAINT: "not-found",
  FST_INVALID_MULTIPART_CONTENT_TYPE: "photo-missing",
  FST_PARTS_LIMIT: "photo-missing",
  FST_FILES_LIMIT: "photo-missing",
  FST_FIELDS_LIMIT: "photo-missing",
  FST_PROTO_VIOLATION: "photo-missing",
  FST_INVALID_JSON_FIELD_ERROR: "photo-missing",
};

export function answerFault(reply: FastifyReply, error: unknown, log: Log): FastifyReply {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const knownFault = Object.hasOwn(faultsOfRequests, code) ? faultsOfRequests[code] : undefined;
  if (knownFault) return sendProblem(reply, knownFault, {});
  if (code === "FST_REQ_FILE_TOO_LARGE") {
    return sendProblem(reply, "photo-too-large", {
      maxMegabytes: uploadedPicture.maxBytes / 1024 / 1024,
    });
  }
  if (isRequestFault(error)) return sendProblem(reply, "body-not-json", {});
  const trouble = troubleOf(error);
  log.error({ requestId: reply.request.id, ...faultFields(error) }, trouble ?? "unexpected fault");
  if (trouble === null) return sendProblem(reply, "internal", {});
  if (trouble === damaged) return sendProblem(reply, "stored-object-damaged", {});
  return sendProblem(reply.header("retry-after", String(retryAfterS)), "service-unavailable", {});
}

/** Seconds after which a failed dependency may be available again. */
const retryAfterS = 5;

function troubleOf(error: unknown): string | null {
  if (isDatabaseAway(error)) return "database away";
  if (isDiskFull(error)) return "no room left on the disk";
  if (objectLossOf(error) === "damaged") return damaged;
  return error instanceof ObjectStoreError ? "object store away" : null;
}

const damaged = "a stored object is not as it was stored";

/** Returns true for other client errors of Fastify, beyond the list above. */
const isRequestFault = (error: unknown): boolean =>
  error instanceof Error &&
  "statusCode" in error &&
  typeof error.statusCode === "number" &&
  error.statusCode >= 400 &&
  error.statusCode < 500;

/** Pattern of the error codes of the file system, and PostgreSQL's disk_full. */
const full = /^(ENOSPC|EDQUOT|53100)$/;

function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && full.test(String(error.code))) || isDiskFull(error.cause);
}
