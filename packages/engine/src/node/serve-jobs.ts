/** Main loop of a decoder process. It answers its parent's messages one at a time, and ends with the parent. */

/** Message about a job: each step as it begins, then the answer or the error. */
export interface JobNews {
  readonly step?: string;
  readonly answer?: unknown;
  readonly fault?: { readonly name: string; readonly message: string };
}

type SendNews = (news: JobNews) => void;

/** Serves jobs. `open` receives the settings and returns the job handler; "ready" is sent when that is available. */
export async function serveJobs<Settings, Job>(
  open: (settings: Settings) => Promise<(job: Job, report: SendNews) => Promise<unknown>>,
): Promise<void> {
  const report: SendNews = (news) => {
    process.send?.(news);
  };
  process.on("disconnect", () => process.exit());
  // The settings are trusted, because only the parent's own code starts this process and sends to it.
  const settings: Settings = JSON.parse(process.argv[2] ?? "null");
  const work = await open(settings);
  process.on("message", async (job: Job) => {
    try {
      report({ answer: await work(job, report) });
    } catch (error) {
      const { name, message } =
        error instanceof Error ? error : { name: "Error", message: String(error) };
      report({ fault: { name, message } });
    }
  });
  process.send?.("ready");
}
