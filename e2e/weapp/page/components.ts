/** Pages and components of the package, on WeChat's own component framework. */
import {
  addGlobalErrorListener,
  CurrentWindowBackendContext,
  Event,
  type EventTarget,
  globalOptions,
} from "glass-easel";
import { type Caller, type Method, MiniProgramEnv, type Root } from "glass-easel-miniprogram-adapter";
import { type CompiledPackage, resolvePath } from "./compiled-package.ts";

type Definition = Readonly<Record<string, unknown>>;

export interface Components {
  /** What a module calls to define what stands at its path. */
  definers(path: string): {
    readonly Page: (definition: Definition) => void;
    readonly Component: (definition: Definition) => void;
    readonly Behavior: (definition: Definition) => unknown;
  };
  /** Paths of the components that the one at this path is made of. */
  usedBy(path: string): readonly string[];
  create(path: string): Root;
}

/** `onError` gets what code of the package threw. */
export function openComponents(compiled: CompiledPackage, onError: (error: unknown) => void): Components {
  globalOptions.throwGlobalError = false;
  addGlobalErrorListener((error) => {
    onError(error);
    return false;
  });
  const env = new MiniProgramEnv();
  const space = env.createCodeSpace("main", true);
  for (const [path, { usingComponents = {} }] of Object.entries(compiled.json)) {
    const used = Object.entries(usingComponents).map(([name, to]) => [name, `/${resolvePath(path, to)}`]);
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
      Object.values(space.getComponentStaticConfig(path)?.usingComponents ?? {}).map((used) => used.slice(1)),
    create: (path) => backend.createRoot("wx-page-root", space, path),
  };
}

/** A page is a component whose functions are methods and whose other fields stand on the instance. */
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

/** WeChat hands handlers plain objects with fields of their own. */
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

const plainTarget = ({ id, dataset }: EventTarget) => ({ id, dataset, offsetLeft: 0, offsetTop: 0 });

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

/** A property without a type is of any type, which the framework wants to be told. */
function plainProperties(properties: unknown): object {
  if (!isObject(properties)) return {};
  return Object.fromEntries(
    Object.entries(properties).map(([name, about]: [string, unknown]) => [
      name,
      isObject(about) && !("type" in about) ? { ...about, type: null } : about,
    ]),
  );
}
