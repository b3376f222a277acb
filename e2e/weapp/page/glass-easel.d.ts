/** Parts of WeChat's component framework that the host uses. Its own declarations are wider and looser. */
declare module "glass-easel" {
  export class CurrentWindowBackendContext {}
  export const globalOptions: { throwGlobalError: boolean };
  export function addGlobalErrorListener(listener: (error: unknown) => boolean): void;
  export interface Element {
    getAttribute(name: string): unknown;
  }
  export class Event {
    readonly type: string;
    readonly timeStamp: number;
    readonly detail: unknown;
    readonly target: EventTarget;
    readonly currentTarget: EventTarget;
    readonly mark: object | undefined;
    static triggerEvent(
      target: Element,
      name: string,
      detail: unknown,
      options: { readonly bubbles: boolean; readonly composed: boolean },
    ): void;
  }
  export interface EventTarget {
    readonly id: string;
    readonly dataset: object;
  }
}

declare module "glass-easel-miniprogram-adapter" {
  import type { CurrentWindowBackendContext } from "glass-easel";
  export type Method = (this: Caller, ...args: unknown[]) => unknown;
  /** A page or component, as its own code sees it. */
  export interface Caller {
    [member: string]: unknown;
  }
  export interface Root {
    get(): Caller;
    attach(parent: HTMLElement, placeholder: HTMLElement): void;
    release(): void;
  }
  export interface StaticConfig {
    readonly usingComponents: Readonly<Record<string, string>>;
  }
  export interface ComponentEnv {
    Component(definition: object): void;
    Behavior(definition: object): unknown;
  }
  export interface CodeSpace {
    addComponentStaticConfig(path: string, config: StaticConfig): void;
    getComponentStaticConfig(path: string): StaticConfig | undefined;
    addCompiledTemplate(path: string, template: { groupList: object; content: unknown }): void;
    componentEnv<Value>(path: string, work: (env: ComponentEnv) => Value): Value;
  }
  export interface Backend {
    createRoot(tagName: string, space: CodeSpace, path: string): Root;
  }
  export class MiniProgramEnv {
    createCodeSpace(id: string, isMain: boolean): CodeSpace;
    associateBackend(context: CurrentWindowBackendContext): Backend;
  }
}
