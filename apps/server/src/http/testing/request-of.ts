/** A request that a route accepts, made from its schemas: a new field without a fitting value fails the tests. */
import { idempotencyKeyHeader } from "@gradphoto/domain";
import type { Route } from "@gradphoto/domain/routes";
import type { InjectOptions } from "fastify";
import { fittingFields, fittingJson } from "./fitting-inputs.ts";

/** `given`: values that take the place of the fitting ones, by the name of the field; what may be left out is sent where it is given. */
export function requestOf(
  route: Route,
  token?: string,
  given: Readonly<Record<string, string>> = {},
): InjectOptions & { readonly headers: Record<string, string> } {
  const sent = (part: Route["body"]): readonly string[] =>
    Object.entries(part?.shape ?? {})
      .filter(([name, schema]) => name in given || !schema.safeParse(undefined).success)
      .map(([name]) => name);
  const fitting = (name: string): string => given[name] ?? fittingFields[name] ?? `no fitting value for ${name}`;
  const fields = (part: Route["query"]): Record<string, string> =>
    Object.fromEntries(sent(part).map((name) => [name, fitting(name)]));
  const json = (part: Route["body"]): object =>
    Object.fromEntries(sent(part).map((name) => [name, given[name] ?? fittingJson[name] ?? fitting(name)]));
  const params = fields(route.params);
  const picture = route.picture && multipart(route.picture.field, Buffer.from("a picture"));
  return {
    method: route.method,
    url: route.path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? ""),
    query: fields(route.query),
    ...(route.body && { payload: json(route.body) }),
    ...(picture && { payload: picture.payload }),
    headers: {
      ...picture?.headers,
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(route.idempotent && { [idempotencyKeyHeader]: "key-of-a-test" }),
    },
  };
}

export function multipart(field: string, bytes: Uint8Array, end = "\r\n--limit--\r\n") {
  const head = `--limit\r\ncontent-disposition: form-data; name="${field}"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from(end)]);
  return { payload, headers: { "content-type": "multipart/form-data; boundary=limit" } };
}
