/** Runs pages and components of the built mini-program in glass-easel, WeChat's component framework. */
import {
  addGlobalErrorListener,
  CurrentWindowBackendContext,
  Event,
  type EventTarget,
  globalOptions,
} from "glass-easel";
import {
  type Caller,
  type Method,
  MiniProgramEnv,
  type Root,
} from "glass-easel-miniprogram-adapter";

type ModuleFunction = (
  require: (path: string) => unknown,
  module: { exports: unknown },
  exports: unknown,
  scope: Readonly<Record<string, unknown>>,
) => void;

interface JsonFile {
  readonly usingComponents?: Readonly<Record<string, string>>;
}

interface AppJson extends JsonFile {
  readonly pages: readonly string[];
  readonly subPackages?: readonly { readonly root: string; readonly pages: readonly string[] }[];
}

/** The compiled mini-program as the test hands it to the page; keys are paths without extension. */
export interface CompiledPackage {
  readonly app: AppJson;
  readonly json: Readonly<Record<string, JsonFile>>;
  readonly styles: Readonly<Record<string, string>>;
  readonly templates: Readonly<Record<string, unknown>>;
  readonly modules: Readonly<Record<string, ModuleFunction>>;
}

/** Resolves the path `to`, as written in the file `from`. */
export function resolvePath(from: string, to: string): string {
  const parts = to.startsWith("/") ? [] : from.split("/").slice(0, -1);
  for (const part of to.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** Returns the root of the package that a file is in; "" for the main one. */
export const packageOf = ({ subPackages = [] }: AppJson, path: string): string =>
  subPackages.find(({ root }) => path.startsWith(`${root}/`))?.root ?? "";

export const pagesOf = ({ pages, subPackages = [] }: AppJson): readonly string[] => [
  ...pages,
  ...subPackages.flatMap((one) => one.pages.map((page) => `${one.root}/${page}`)),
];

type Definition = Readonly<Record<string, unknown>>;

export interface Components {
  /** Returns the functions that the module at this path calls to define its component. */
  definers(path: string): {
    readonly Page: (definition: Definition) => void;
    readonly Component: (definition: Definition) => void;
    readonly Behavior: (definition: Definition) => unknown;
  };
  /** Returns the paths of the components that the component at this path uses. */
  usedBy(path: string): readonly string[];
  create(path: string): Root;
}

/** Opens the components. `onError` receives errors of the package's code. */
export function openComponents(
  compiled: CompiledPackage,
  onError: (error: unknown) => void,
): Components {
  globalOptions.throwGlobalError = false;
  addGlobalErrorListener((error) => {
    onError(error);
    return false;
  });
  const env = new MiniProgramEnv();
  const space = env.createCodeSpace("main", true);
  for (const [path, { usingComponents = {} }] of Object.entries(compiled.json)) {
    const used = Object.entries(usingComponents).map(([name, to]) => [
      name,
      `/${resolvePath(path, to)}`,
    ]);
    space.addComponentStaticConfig(path, { usingComponents: Object.fromEntries(used) });
  }
  for (const [path, content] of Object.entries(compiled.templates)) {
    space.addCompiledTemplate(path, { groupList: compiled.templates, content });
  }
  const backend = env.associateBackend(new CurrentWindowBackendContext());
  const define = (path: string, definition: Definition): void =>
    space.componentEnv(path, ({ Component }) => Component(definition));
  return {
    definers: (path) => ({
      Page: (definition) => define(path, asComponent(definition)),
      Component: (definition) =>
        define(path, {
          ...definition,
          properties: plainProperties(definition.properties),
          methods: withPlainEvents(definition.methods),
        }),
      Behavior: (definition) => space.componentEnv(path, ({ Behavior }) => Behavior(definition)),
    }),
    usedBy: (path) =>
      Object.values(space.getComponentStaticConfig(path)?.usingComponents ?? {}).map((used) =>
        used.slice(1),
      ),
    create: (path) => backend.createRoot("wx-page-root", space, path),
  };
}

/** Turns a page into a component. Its functions become methods, its other fields belong to the instance. */
function asComponent({ data, options, behaviors, ...rest }: Definition): Definition {
  const fields = Object.entries(rest);
  const methods = Object.fromEntries(fields.filter(([, value]) => typeof value === "function"));
  const others = Object.fromEntries(fields.filter(([, value]) => typeof value !== "function"));
  return {
    options: { multipleSlots: true, ...(isObject(options) && options) },
    behaviors: behaviors ?? [],
    data: data ?? {},
    methods: withPlainEvents(methods),
    lifetimes: {
      created(this: Caller) {
        Object.assign(this, others);
      },
    },
  };
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
const isMethod = (value: unknown): value is Method => typeof value === "function";

/** Gives handlers plain objects, as WeChat does. */
function withPlainEvents(methods: unknown): Record<string, unknown> {
  if (!isObject(methods)) return {};
  return Object.fromEntries(
    Object.entries(methods).map(([name, method]: [string, unknown]) => [
      name,
      isMethod(method)
        ? function (this: Caller, first: unknown, ...others: unknown[]) {
            return method.call(this, first instanceof Event ? plainEvent(first) : first, ...others);
          }
        : method,
    ]),
  );
}

const plainTarget = ({ id, dataset }: EventTarget) => ({
  id,
  dataset,
  offsetLeft: 0,
  offsetTop: 0,
});

const plainEvent = ({ type, timeStamp, detail, target, currentTarget, mark = {} }: Event) => ({
  type,
  timeStamp,
  detail,
  target: plainTarget(target),
  currentTarget: plainTarget(currentTarget),
  mark,
  touches: [],
  changedTouches: [],
});

/** Adds the type that the framework requires where a property has none. */
function plainProperties(properties: unknown): object {
  if (!isObject(properties)) return {};
  return Object.fromEntries(
    Object.entries(properties).map(([name, about]: [string, unknown]) => [
      name,
      isObject(about) && !("type" in about) ? { ...about, type: null } : about,
    ]),
  );
}
