/** One engine shared by all pages, in a worker of this page; its files have the page's origin. */
import {
  checkFiles,
  type EngineFile,
  liveFiles,
  openEngine,
  type WebEngine,
} from "@gradphoto/engine/web";
import type { EngineLoad, PhoneEngine } from "../phone-engine.ts";

/** Injected by the build: name and unpacked size of each file. */
declare const ENGINE_FILES: Readonly<
  Record<EngineFile | "worker.js", { readonly file: string; readonly bytes: number }>
>;

/** Time for which the engine stays loaded between pages. */
const retentionMs = 20_000;

const urlOf = (name: EngineFile | "worker.js"): string =>
  new URL(`${process.env.GRADPHOTO_H5_BASE}engine/${ENGINE_FILES[name].file}`, location.href).href;
const bytesOf = (files: readonly EngineFile[]): number =>
  files.reduce((sum, file) => sum + ENGINE_FILES[file].bytes, 0);

interface Opened {
  readonly engine: WebEngine;
  readonly followers: Set<(load: EngineLoad) => void>;
  bytes: number;
  holders: number;
}

let opened: Opened | null = null;

/** The files for guidance are loaded first. */
const loadOf = ({ bytes }: Opened): EngineLoad => ({
  live: Math.min(1, bytes / bytesOf(liveFiles)),
  overall: Math.min(1, bytes / (bytesOf(liveFiles) + bytesOf(checkFiles))),
});

function open(): Opened {
  const next: Opened = {
    engine: openEngine({
      workerUrl: urlOf("worker.js"),
      urlOf,
      onBytes: (bytes) => {
        next.bytes += bytes;
        for (const follower of next.followers) follower(loadOf(next));
      },
      // The next attempt may succeed.
      onEnd: () => {
        if (opened === next) opened = null;
      },
    }),
    followers: new Set(),
    bytes: 0,
    holders: 0,
  };
  return next;
}

export function holdWebEngine(): PhoneEngine {
  opened ??= open();
  const held = opened;
  held.holders += 1;
  const { engine } = held;
  return {
    live: engine.live,
    prepare: engine.prepare,
    guide: engine.guide,
    bestOf: engine.bestOf,
    precheck: async ({ url }, spec, onStep) =>
      engine.precheck(await (await fetch(url)).blob(), spec, onStep),
    followLoad(changed) {
      held.followers.add(changed);
      changed(loadOf(held));
      return () => held.followers.delete(changed);
    },
    release() {
      held.holders -= 1;
      setTimeout(() => {
        if (held.holders === 0) engine.close();
      }, retentionMs);
    },
  };
}
