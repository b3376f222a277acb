/** The handlers for collection codes. */
import type { ImageCodec } from "@gradphoto/engine";
import type { Handlers } from "../../infra/call.ts";
import { accountOf } from "../collections/caller-account.ts";
import type { CodeNeeds } from "./code-needs.ts";
import { readCode } from "./read-code.ts";
import { readCodePicture } from "./read-code-picture.ts";
import { verifyCode } from "./verify-code.ts";

export interface CodeRouteNeeds extends CodeNeeds {
  readonly codec: ImageCodec;
}

export const codeHandlers = (needs: CodeRouteNeeds): Pick<Handlers, "readCodePicture" | "readCode" | "verifyCode"> => ({
  readCodePicture: ({ picture }) => readCodePicture(needs.codec, picture),
  readCode: ({ body }, call) => readCode(needs, { ...body, accountId: accountOf(call) }),
  verifyCode: ({ body }, call) => verifyCode(needs, { ...body, accountId: accountOf(call) }),
});
