/** Handlers of the collection code routes. */
import { accountOf, handlersOf, isRefusal } from "../core/call.ts";
import type { CodeDeps } from "./open-code.ts";
import type { PictureReader } from "./picture-reader.ts";
import { readCode } from "./read-code.ts";
import { verifyCode } from "./verify-code.ts";

export interface CodeRouteDeps extends CodeDeps {
  readonly readPicture: PictureReader["read"];
}

export const codeHandlers = (deps: CodeRouteDeps) =>
  handlersOf({
    readCodePicture: async ({ receivePicture }, call) => {
      const picture = await receivePicture();
      return isRefusal(picture) ? picture : deps.readPicture(picture, accountOf(call));
    },
    readCode: ({ body }, call) => readCode(deps, { ...body, accountId: accountOf(call) }),
    verifyCode: ({ body }, call) =>
      verifyCode(deps, {
        ...body,
        accountId: accountOf(call),
        tokenSha256: call.caller.tokenSha256,
      }),
  });
