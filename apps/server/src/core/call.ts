/** One request as a feature sees it, and the two ways it can answer: with a value, or with an expected refusal. */
import {
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

/** Who asks. `anonymous` has neither id. */
export interface Caller {
  readonly role: Role;
  readonly accountId: string | null;
  readonly staffId: string | null;
  /** Set for staff of one school alone. */
  readonly schoolCode: string | null;
  /** Set for staff of one department alone, together with `schoolCode`. */
  readonly department: string | null;
  /** Set for staff of one province alone. */
  readonly province: Province | null;
  /** Of the post that staff act in; null for their first one. */
  readonly postId: string | null;
  /** What staff have to do before anything else; null for everybody else. */
  readonly setUp: "password" | "totp" | null;
  /** Of the session, null for anonymous callers. */
  readonly tokenSha256: string | null;
}

export interface Call {
  readonly caller: Caller;
  readonly language: Language;
  readonly requestId: string;
  /** The caller's network address, for rate limits alone. */
  readonly address: string;
  /** As the caller's browser or app names itself; null when it does not. */
  readonly userAgent: string | null;
}

/** An expected refusal: a value, never thrown. */
export interface Refusal<Code extends ErrorCode = ErrorCode> {
  readonly refused: Code;
  readonly details: ProblemDetails<Code>;
}

export const refuse = <Code extends ErrorCode>(refused: Code, details: ProblemDetails<Code>): Refusal<Code> => ({
  refused,
  details,
});

export const isRefusal = (answer: unknown): answer is Refusal =>
  typeof answer === "object" && answer !== null && "refused" in answer;

/** What a refusal would say, to show before anything is tried. */
export const wordsOfRefusal = ({ refused, details }: Refusal): Bilingual =>
  problemOf(refused, details, { language: "zh", requestId: null }).words;

/** Bytes answered as they are. `fileName`: offered for saving; null shows them. */
export interface FileAnswer {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly fileName: string | null;
}

/**
 * A file made while it is sent. With `totalBytes`, any part of it can be asked for, from `from` up to and without `to`,
 * and is the same bytes each time; without, there is the whole alone.
 */
export interface DownloadAnswer {
  readonly mediaType: string;
  readonly fileName: string;
  /** Names the file and every byte of it. */
  readonly etag: string;
  readonly totalBytes: number | null;
  /** Makes no more than what is taken; one that is left early is told so. */
  readonly read: (part?: { readonly from: number; readonly to: number }) => AsyncIterable<Uint8Array>;
}

/** Answers one event after the other until the client leaves. */
export type Watch<Data extends object = object> = (left: AbortSignal) => AsyncIterable<Data>;

type Row<Name extends RouteName> = (typeof routeTable)[Name];

/** Reads the picture of the request's body, which nobody has looked at before. Refuses one that does not come whole. */
export type ReceivePicture = () => Promise<Uint8Array | Refusal>;

/**
 * What a handler gets: the parsed parts of the request, and a way to the picture where the route takes one, which it goes
 * once it knows that the caller may send it. An upload with a key keeps that key itself: what was stored answers again,
 * even after a crash in the middle.
 */
export type HandlerInput<Name extends RouteName> = ParsedInput<Name> &
  (Row<Name> extends { readonly picture: object } ? { readonly receivePicture: ReceivePicture } : unknown) &
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

/** Handles one route; what it needs besides is bound to it when the context is built. */
export type Handler<Name extends RouteName> = (
  input: HandlerInput<Name>,
  call: Call,
) => Promise<HandlerAnswer<Name> | Refusal>;

/** Every route has its handler, or it does not compile. */
export type Handlers = { readonly [Name in RouteName]: Handler<Name> };

/** Handlers of some routes, with the types of the contract; which routes, their keys say. */
export const handlersOf = <Name extends RouteName>(handlers: Pick<Handlers, Name>): Pick<Handlers, Name> => handlers;
