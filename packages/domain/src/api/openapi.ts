/** The OpenAPI 3.1 document of the routes, made from the same list the server registers. */
import { z } from "zod";
import { brand } from "../core/brand.ts";
import { idempotencyKey } from "../core/fields.ts";
import type { PictureField } from "../core/route-row.ts";
import { contractVersion, contractVersionHeader, idempotencyKeyHeader } from "./contract-version.ts";
import { type ErrorCode, errors } from "./errors.ts";
import { problemMediaType } from "./problem.ts";
import { problemSchema } from "./problem-schema.ts";
import { errorsOf, type Route } from "./route.ts";

type Json = Readonly<Record<string, unknown>>;

function schemaOf(schema: z.ZodType, io: "input" | "output") {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: "draft-2020-12", io });
  return rest;
}

function partParameters(place: "path" | "query", part: z.ZodObject | undefined): readonly Json[] {
  if (part === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(part, "input");
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema,
  }));
}

function parametersOf(route: Route): readonly Json[] {
  const version = { name: contractVersionHeader, in: "header", required: false, schema: { type: "integer" } };
  const key = { name: idempotencyKeyHeader, in: "header", required: true, schema: schemaOf(idempotencyKey, "input") };
  return [
    ...partParameters("path", route.params),
    ...partParameters("query", route.query),
    version,
    ...(route.idempotent ? [key] : []),
  ];
}

const pictureSchema = (picture: PictureField): Json => ({
  type: "object",
  required: [picture.field],
  properties: { [picture.field]: { type: "string", format: "binary", maxLength: picture.maxBytes } },
});

function requestBodyOf({ body, picture }: Route): Json {
  if (picture) {
    const encoding = { [picture.field]: { contentType: picture.types.join(", ") } };
    const content = { "multipart/form-data": { schema: pictureSchema(picture), encoding } };
    return { requestBody: { required: true, content } };
  }
  if (body === undefined) return {};
  return { requestBody: { required: true, content: { "application/json": { schema: schemaOf(body, "input") } } } };
}

function refusal(codes: readonly ErrorCode[]): Json {
  const schema = {
    allOf: [{ $ref: "#/components/schemas/Problem" }, { properties: { code: { enum: codes } } }],
  };
  return {
    description: codes.map((code) => `\`${code}\` ${errors[code].zh} ${errors[code].en}`).join("\n\n"),
    content: { [problemMediaType]: { schema } },
  };
}

function answerOf({ answersWith, answers }: Route): Json {
  if (answersWith === "download") return { "*/*": { schema: { type: "string", format: "binary" } } };
  if (answersWith === "file") return { "image/*": { schema: { type: "string", format: "binary" } } };
  return {
    [answersWith === "events" ? "text/event-stream" : "application/json"]: { schema: schemaOf(answers, "output") },
  };
}

function responsesOf(route: Route): Json {
  const answer = answerOf(route);
  const codes = errorsOf(route);
  const statuses = [...new Set(codes.map((code) => errors[code].status))].sort((a, b) => a - b);
  return {
    200: { description: "OK", content: answer },
    ...Object.fromEntries(
      statuses.map((status) => [status, refusal(codes.filter((code) => errors[code].status === status))]),
    ),
  };
}

const operationOf = (route: Route): Json => ({
  operationId: route.name,
  summary: `${route.summary.zh} · ${route.summary.en}`,
  "x-roles": route.roles,
  "x-error-codes": errorsOf(route),
  security: route.roles.includes("anonymous") ? [{}, { session: [] }] : [{ session: [] }],
  parameters: parametersOf(route),
  ...requestBodyOf(route),
  responses: responsesOf(route),
});

/** `/v1/schools/:schoolCode` → `/v1/schools/{schoolCode}` */
const templateOf = (path: string): string => path.replace(/:(\w+)/g, "{$1}");

/** The document for `/openapi.json`. */
export function openApiDocument(routes: readonly Route[]) {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const path = templateOf(route.path);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: "3.1.1",
    info: { title: `${brand.zh} ${brand.en}`, version: String(contractVersion) },
    paths,
    components: {
      schemas: { Problem: schemaOf(problemSchema, "output") },
      securitySchemes: { session: { type: "http", scheme: "bearer" } },
    },
  };
}
