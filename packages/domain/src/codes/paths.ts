/** Method and path of the routes of this folder. */
import { type RouteRow, uploadedPicture } from "../core/route-row.ts";

export const codePaths = {
  readCodePicture: { method: "POST", path: "/v1/collection-codes/picture", picture: uploadedPicture },
  readCode: { method: "POST", path: "/v1/collection-codes/read" },
  verifyCode: { method: "POST", path: "/v1/collection-codes/verify" },
} as const satisfies Readonly<Record<string, RouteRow>>;
