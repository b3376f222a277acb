/** Input types of the client for each route. */
import type { z } from "zod";
import type { RouteName, RouteTable } from "../core/route-table.ts";
import type { RouteDefinitions } from "./routes.ts";

export interface AnyInput<Picture> {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: object;
  readonly body?: object;
  readonly picture?: Picture;
  readonly idempotencyKey?: string;
}

type Part<Name extends RouteName, Key extends "params" | "query" | "body"> =
  RouteDefinitions[Name] extends Readonly<Record<Key, infer Schema extends z.ZodType>>
    ? Readonly<Record<Key, z.input<Schema>>>
    : unknown;

type RoutePicture<Name extends RouteName, Picture> = RouteTable[Name] extends {
  readonly picture: object;
}
  ? { readonly picture: Picture }
  : unknown;

type RouteKey<Name extends RouteName> = RouteTable[Name] extends { readonly idempotent: true }
  ? { readonly idempotencyKey: string }
  : unknown;

/** The input for a route: exactly the parts that its definition names. */
export type RouteInput<Name extends RouteName, Picture> = AnyInput<Picture> &
  Part<Name, "params"> &
  Part<Name, "query"> &
  Part<Name, "body"> &
  RoutePicture<Name, Picture> &
  RouteKey<Name>;
