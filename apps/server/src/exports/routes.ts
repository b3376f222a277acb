/** The handlers of exports. */
import type { Handlers } from "../core/call.ts";
import { downloadExport } from "./download-export.ts";
import { cancelExport, listMyExports, readExport } from "./my-exports.ts";
import type { ExportNeeds } from "./needs.ts";
import { listPhotosToPrint } from "./photos/photos-to-print.ts";
import { startExport } from "./start-export.ts";

type ExportHandlers = Pick<
  Handlers,
  "startExport" | "listMyExports" | "readExport" | "cancelExport" | "downloadExport" | "listPhotosToPrint"
>;

export const exportHandlers = (needs: ExportNeeds): ExportHandlers => ({
  startExport: ({ body }, call) => startExport(needs, body, call),
  listMyExports: (_input, call) => listMyExports(needs, call),
  readExport: ({ params }, call) => readExport(needs, params.exportId, call),
  cancelExport: ({ params }, call) => cancelExport(needs, params.exportId, call),
  downloadExport: ({ params }, call) => downloadExport(needs, params.token, call.caller.tokenSha256),
  listPhotosToPrint: ({ params, query }, call) => listPhotosToPrint(needs, params.projectId, query, call),
});
