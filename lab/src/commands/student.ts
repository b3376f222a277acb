/**
 * Measures the first page of the student app on a mid-range phone with a slow network, with Chromium's tracing and
 * DevTools protocol. Repeats it with everything cached.
 */
import { launchChromium } from "../../../e2e/chromium.ts";
import { startProduct } from "../../../e2e/product/start-product.ts";
import { measurePageLoad, type PageLoad } from "../browser/page-load.ts";

/** Number of runs. It is odd, so that the median is one of the runs. */
const runs = 5;

const median = (loads: readonly PageLoad[]): PageLoad | undefined =>
  loads.toSorted((one, other) => one.fcpMs - other.fcpMs)[Math.floor(loads.length / 2)];

const product = await startProduct();
const browser = await launchChromium();
try {
  const first: PageLoad[] = [];
  const repeated: PageLoad[] = [];
  for (let run = 0; run < runs; run++) {
    const context = await browser.newContext({
      locale: "zh-CN",
      viewport: { width: 390, height: 844 },
      deviceScaleFactor: 2,
      isMobile: true,
      hasTouch: true,
    });
    const page = await context.newPage();
    first.push(await measurePageLoad(page, product.url));
    repeated.push(await measurePageLoad(page, product.url));
    await context.close();
    process.stderr.write(`${JSON.stringify({ first: first.at(-1), repeated: repeated.at(-1) })}\n`);
  }
  const line = { cpuSlowdown: 4, downKbps: 1600, rttMs: 150 };
  process.stdout.write(
    `${JSON.stringify({ lab: "student", runs, ...line, first: median(first), repeated: median(repeated) })}\n`,
  );
} finally {
  await browser.close();
  await product.stop();
}
