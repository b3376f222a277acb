/** Handlers of the export routes. */
import { handlersOf } from "../core/call.ts";
import type { ExportDeps } from "./deps.ts";
import { downloadExport } from "./download-export.ts";
import { cancelExport, listMyExports, readExport } from "./my-exports.ts";
import { readPhotoFiles } from "./photos/photo-files.ts";
import { listPhotosToPrint } from "./photos/photos-to-print.ts";
import { startExport } from "./start-export.ts";

export const exportHandlers = (deps: ExportDeps) =>
  handlersOf({
    startExport: ({ body }, call) => startExport(deps, body, call),
    listMyExports: (_input, call) => listMyExports(deps, call),
    readExport: ({ params }, call) => readExport(deps, params.exportId, call),
    cancelExport: ({ params }, call) => cancelExport(deps, params.exportId, call),
    downloadExport: ({ params }, call) => downloadExport(deps, params.token, call.caller),
    readPhotoFiles: ({ params }, call) => readPhotoFiles(deps, params.projectId, call),
    listPhotosToPrint: ({ params, query }, call) =>
      listPhotosToPrint(deps, params.projectId, query, call),
  });
