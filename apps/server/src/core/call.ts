/** Request as a handler sees it, and the two results it can return: a value or an expected refusal. */
import {
  type ApiKeyScope,
  type Bilingual,
  type ErrorCode,
  type Language,
  type ProblemDetails,
  type Province,
  problemOf,
  type Role,
  type RouteName,
  type routeTable,
} from "@gradphoto/domain";
import type { ParsedInput, RouteAnswer } from "@gradphoto/domain/routes";

/** Rights of the API key with which a school's system calls. */
export interface ApiKeyRights {
  readonly keyId: string;
  readonly schoolCode: string;
  readonly scopes: readonly ApiKeyScope[];
  /** null: every project of the school. */
  readonly projectIds: readonly string[] | null;
}

/** The authenticated caller. An `anonymous` caller has neither id. */
export interface Caller {
  readonly role: Role;
  readonly accountId: string | null;
  readonly staffId: string | null;
  /** Set only for staff of one school. */
  readonly schoolCode: string | null;
  /** Set only for staff of one department, together with `schoolCode`. */
  readonly department: string | null;
  /** Set only for staff of one province. */
  readonly province: Province | null;
  /** The additional post in which staff act; null for their primary post. */
  readonly postId: string | null;
  /** The setup step that staff must complete before anything else; null for everybody else. */
  readonly setUp: "password" | "totp" | null;
  /** SHA-256 of the session token or API key; null for anonymous callers. */
  readonly tokenSha256: string | null;
  /** Set only for a school's system. */
  readonly apiKey: ApiKeyRights | null;
}

export interface Call {
  readonly caller: Caller;
  readonly language: Language;
  readonly requestId: string;
  /** The caller's network address, used only for rate limits. */
  readonly address: string;
  /** The `User-Agent` header; null when it is absent. */
  readonly userAgent: string | null;
}

/** Expected refusal. It is returned as a value and never thrown. */
export interface Refusal<Code extends ErrorCode = ErrorCode> {
  readonly refused: Code;
  readonly details: ProblemDetails<Code>;
}

export const refuse = <Code extends ErrorCode>(
  refused: Code,
  details: ProblemDetails<Code>,
): Refusal<Code> => ({
  refused,
  details,
});

export const isRefusal = (answer: unknown): answer is Refusal =>
  typeof answer === "object" && answer !== null && "refused" in answer;

/** Returns the text of a refusal, for display before the action is attempted. */
export const wordsOfRefusal = ({ refused, details }: Refusal): Bilingual =>
  problemOf(refused, details, { language: "zh", requestId: null }).words;

/** Bytes served unchanged. `fileName` makes the browser save the file; null displays it inline. */
export interface FileAnswer {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly fileName: string | null;
}

/**
 * File generated while it is sent. With `totalBytes`, a client can request any range `[from, to)`, and its bytes are
 * the same on each request. Without it, only the complete file is served.
 */
export interface DownloadAnswer {
  readonly mediaType: string;
  readonly fileName: string;
  /** Entity tag of the file name and its complete content. */
  readonly etag: string;
  readonly totalBytes: number | null;
  /** Generates the content as fast as the client reads. Stopping early ends the iterator through its `return`. */
  readonly read: (part?: {
    readonly from: number;
    readonly to: number;
  }) => AsyncIterable<Uint8Array>;
}

/** Yields one event after another until the client disconnects. */
export type Watch<Data extends object = object> = (left: AbortSignal) => AsyncIterable<Data>;

type Row<Name extends RouteName> = (typeof routeTable)[Name];

/** Reads the picture from the request body, which is not validated yet. Refuses an incomplete upload. */
export type ReceivePicture = () => Promise<Uint8Array | Refusal>;

/**
 * Input of a handler: the parsed parts of the request. Routes that take a picture also get a function that reads it, to
 * be called once the caller is authorized. An upload with an idempotency key stores that key itself, so a retry returns
 * the stored result even after a crash midway.
 */
export type HandlerInput<Name extends RouteName> = ParsedInput<Name> &
  (Row<Name> extends { readonly picture: object }
    ? { readonly receivePicture: ReceivePicture }
    : unknown) &
  (Row<Name> extends { readonly picture: object; readonly idempotent: true }
    ? { readonly idempotencyKey: string }
    : unknown);

export type HandlerAnswer<Name extends RouteName> =
  Row<Name> extends { readonly answersWith: "file" }
    ? FileAnswer
    : Row<Name> extends { readonly answersWith: "download" }
      ? DownloadAnswer
      : Row<Name> extends { readonly answersWith: "events" }
        ? Watch<RouteAnswer<Name>>
        : RouteAnswer<Name>;

/** Handles one route. Its other dependencies are bound when the context is built. */
export type Handler<Name extends RouteName> = (
  input: HandlerInput<Name>,
  call: Call,
) => Promise<HandlerAnswer<Name> | Refusal>;

/** Every route must have a handler; a missing one is a compile error. */
export type Handlers = { readonly [Name in RouteName]: Handler<Name> };

/** Types handlers of some routes by the contract. The keys select the routes. */
export const handlersOf = <Name extends RouteName>(
  handlers: Pick<Handlers, Name>,
): Pick<Handlers, Name> => handlers;

/** Returns the caller's account. Throws an Error without one: the route table admits only students here. */
export function accountOf({ caller }: Call): string {
  if (caller.accountId === null)
    throw new Error(`A ${caller.role} without an account reached a route of students`);
  return caller.accountId;
}

/** Returns the caller's staff id. Throws an Error without one: the route table admits only staff here. */
export function staffOf({ caller }: Call): string {
  if (caller.staffId === null)
    throw new Error(`A ${caller.role} who is no staff reached a route of staff`);
  return caller.staffId;
}

/** Returns the audit actor of the calling staff member or school's system. */
export const auditActor = (call: Call): string =>
  `${call.caller.role}:${call.caller.apiKey?.keyId ?? staffOf(call)}`;

/** Returns the audit actor of a student. */
export const studentActor = (accountId: string): string => `student:${accountId}`;
