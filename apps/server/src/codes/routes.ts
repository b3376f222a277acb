/** The handlers for collection codes. */
import type { Handlers } from "../core/call.ts";
import { accountOf } from "../core/caller.ts";
import type { CodeNeeds } from "./code-needs.ts";
import type { PictureReader } from "./picture-reader.ts";
import { readCode } from "./read-code.ts";
import { verifyCode } from "./verify-code.ts";

export interface CodeRouteNeeds extends CodeNeeds {
  readonly readPicture: PictureReader;
}

export const codeHandlers = (needs: CodeRouteNeeds): Pick<Handlers, "readCodePicture" | "readCode" | "verifyCode"> => ({
  readCodePicture: ({ picture }) => needs.readPicture(picture),
  readCode: ({ body }, call) => readCode(needs, { ...body, accountId: accountOf(call) }),
  verifyCode: ({ body }, call) => verifyCode(needs, { ...body, accountId: accountOf(call) }),
});
