/** A progress bar on stderr with rate and remaining time; still lines of text when stderr is no terminal. */
import type { Language } from "@gradphoto/contract";
import cliProgress from "cli-progress";

export interface Progress {
  /** One more item is done. */
  step(): void;
  stop(): void;
}

const formats = {
  zh: "{bar} {value}/{total} 张  {rate} 张/秒  剩余 {eta_formatted}",
  en: "{bar} {value}/{total} photos  {rate}/s  {eta_formatted} left",
} as const;

/** Lines written to a log this often say enough. */
const logEveryMs = 5000;

export function startProgress(total: number, language: Language): Progress {
  const bar = new cliProgress.SingleBar({
    format: formats[language],
    stream: process.stderr,
    hideCursor: true,
    noTTYOutput: true,
    notTTYSchedule: logEveryMs,
    etaBuffer: 20,
  });
  const startMs = performance.now();
  let done = 0;
  bar.start(total, 0, { rate: "–" });
  return {
    step() {
      done += 1;
      bar.increment(1, { rate: ((1000 * done) / (performance.now() - startMs)).toFixed(1) });
    },
    stop: () => bar.stop(),
  };
}
