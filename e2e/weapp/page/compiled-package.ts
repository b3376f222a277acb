/** The compiled mini-program as the harness hands it to the page. */

export type ModuleFunction = (
  require: (path: string) => unknown,
  module: { exports: unknown },
  exports: unknown,
  scope: Readonly<Record<string, unknown>>,
) => void;

export interface JsonFile {
  readonly usingComponents?: Readonly<Record<string, string>>;
}

export interface AppJson extends JsonFile {
  readonly pages: readonly string[];
  readonly subPackages?: readonly { readonly root: string; readonly pages: readonly string[] }[];
}

/** All by path without extension. */
export interface CompiledPackage {
  readonly app: AppJson;
  readonly json: Readonly<Record<string, JsonFile>>;
  readonly styles: Readonly<Record<string, string>>;
  readonly templates: Readonly<Record<string, unknown>>;
  readonly modules: Readonly<Record<string, ModuleFunction>>;
}

/** `to` as written in the file `from`. */
export function resolvePath(from: string, to: string): string {
  const parts = to.startsWith("/") ? [] : from.split("/").slice(0, -1);
  for (const part of to.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** The root of the package that a file is in; "" for the main one. */
export const packageOf = ({ subPackages = [] }: AppJson, path: string): string =>
  subPackages.find(({ root }) => path.startsWith(`${root}/`))?.root ?? "";

export const pagesOf = ({ pages, subPackages = [] }: AppJson): readonly string[] => [
  ...pages,
  ...subPackages.flatMap((one) => one.pages.map((page) => `${one.root}/${page}`)),
];
