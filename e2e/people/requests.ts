/** A student's request for the status, as the student app sends it. */
import { contractVersion, contractVersionHeader } from "@gradphoto/domain";
import type { ShootingStudent } from "./shooting-student.ts";

export const statusPath = ({ collectionId }: ShootingStudent): string => `/v1/collections/${collectionId}/status`;

export const headersOf = ({ client }: ShootingStudent): Readonly<Record<string, string>> => ({
  authorization: `Bearer ${client.token() ?? ""}`,
  "accept-language": "zh",
  [contractVersionHeader]: String(contractVersion),
});
