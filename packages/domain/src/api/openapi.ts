/** The OpenAPI 3.1 document, generated from the same list of routes that the server registers. */
import { z } from "zod";
import type { Bilingual, Language } from "../core/bilingual.ts";
import { brand } from "../core/bilingual.ts";
import { idempotencyKey } from "../core/fields.ts";
import { fieldTitles } from "../core/list-schemas.ts";
import { isStaff, roles } from "../core/roles.ts";
import type { PictureField } from "../core/route-row.ts";
import { contractVersion, contractVersionHeader, idempotencyKeyHeader } from "./client-headers.ts";
import { type ErrorCode, errors } from "./errors.ts";
import { problemMediaType } from "./problem.ts";
import { problemSchema } from "./problem-schema.ts";
import { errorsOf, type Route } from "./route.ts";

type Json = Readonly<Record<string, unknown>>;

/** Formats bilingual text in the chosen language or in both. */
type Print = (words: Bilingual, between?: string) => string;

const textIn =
  (language: Language | undefined): Print =>
  (words, between = " · ") =>
    language === undefined ? `${words.zh}${between}${words.en}` : words[language];

/** A route appears in the first chapter that contains it. */
const chapters = [
  {
    title: { zh: "不用登录", en: "Without signing in" },
    has: ({ roles: by }: Route) => by.includes("anonymous"),
  },
  { title: { zh: "学生", en: "Students" }, has: ({ roles: by }: Route) => by.includes("student") },
  { title: { zh: "帮拍人", en: "Helpers" }, has: ({ roles: by }: Route) => by.includes("helper") },
  {
    title: { zh: "学校系统", en: "Schools' systems" },
    has: ({ roles: by }: Route) => by.includes("school-system"),
  },
  { title: { zh: "员工", en: "Staff" }, has: ({ roles: by }: Route) => by.some(isStaff) },
] as const;

function schemaOf(schema: z.ZodType, io: "input" | "output", translate?: Print) {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    target: "draft-2020-12",
    io,
    override: ({ zodSchema, jsonSchema }) => {
      const title = translate && fieldTitles.get(zodSchema);
      if (title) jsonSchema.description = translate(title);
    },
  });
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
  const version = {
    name: contractVersionHeader,
    in: "header",
    required: false,
    schema: { type: "integer" },
  };
  const key = {
    name: idempotencyKeyHeader,
    in: "header",
    required: true,
    schema: schemaOf(idempotencyKey, "input"),
  };
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
  properties: {
    [picture.field]: { type: "string", format: "binary", maxLength: picture.maxBytes },
  },
});

function requestBodyOf({ body, picture }: Route): Json {
  if (picture) {
    const encoding = { [picture.field]: { contentType: picture.types.join(", ") } };
    const content = { "multipart/form-data": { schema: pictureSchema(picture), encoding } };
    return { requestBody: { required: true, content } };
  }
  if (body === undefined) return {};
  return {
    requestBody: {
      required: true,
      content: { "application/json": { schema: schemaOf(body, "input") } },
    },
  };
}

function refusal(codes: readonly ErrorCode[], translate: Print): Json {
  const schema = {
    allOf: [{ $ref: "#/components/schemas/Problem" }, { properties: { code: { enum: codes } } }],
  };
  return {
    description: codes.map((code) => `\`${code}\` ${translate(errors[code], " ")}`).join("\n\n"),
    content: { [problemMediaType]: { schema } },
  };
}

function answerOf({ answersWith, answers, example }: Route, translate: Print): Json {
  if (answersWith === "download" || answersWith === "file")
    return { "*/*": { schema: { type: "string", format: "binary" } } };
  return {
    [answersWith === "events" ? "text/event-stream" : "application/json"]: {
      schema: schemaOf(answers, "output", translate),
      ...(example && { example }),
    },
  };
}

function responsesOf(route: Route, translate: Print): Json {
  const answer = answerOf(route, translate);
  const codes = errorsOf(route);
  const statuses = [...new Set(codes.map((code) => errors[code].status))].sort((a, b) => a - b);
  return {
    200: { description: "OK", content: answer },
    ...Object.fromEntries(
      statuses.map((status) => [
        status,
        refusal(
          codes.filter((code) => errors[code].status === status),
          translate,
        ),
      ]),
    ),
  };
}

const callers = { zh: "谁可以调用", en: "Callers" };

const operationOf = (route: Route, translate: Print): Json => ({
  operationId: route.name,
  summary: translate(route.summary),
  description: `${translate(callers)}: ${route.roles.map((role) => translate(roles[role])).join(", ")}`,
  tags: chapters
    .filter(({ has }) => has(route))
    .slice(0, 1)
    .map(({ title }) => translate(title)),
  "x-roles": route.roles,
  "x-error-codes": errorsOf(route),
  security: route.roles.includes("anonymous") ? [{}, { session: [] }] : [{ session: [] }],
  parameters: parametersOf(route),
  ...requestBodyOf(route),
  responses: responsesOf(route, translate),
});

/** `/v1/schools/:schoolCode` → `/v1/schools/{schoolCode}` */
const templateOf = (path: string): string => path.replace(/:(\w+)/g, "{$1}");

/**
 * Builds the document for `/openapi.json`.
 * `language`: language of its text; both languages if omitted.
 */
export function openApiDocument(routes: readonly Route[], language?: Language) {
  const translate = textIn(language);
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const path = templateOf(route.path);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, translate) };
  }
  return {
    openapi: "3.1.1",
    info: { title: translate(brand, " "), version: String(contractVersion) },
    tags: chapters.map(({ title }) => ({ name: translate(title) })),
    paths,
    components: {
      schemas: { Problem: schemaOf(problemSchema, "output") },
      securitySchemes: { session: { type: "http", scheme: "bearer" } },
    },
  };
}
