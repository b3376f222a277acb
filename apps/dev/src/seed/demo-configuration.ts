/** Settings of a demo with people: decisions count after seconds, and test photos and second looks are frequent. */
import type { DemoConfiguration } from "./seed-database.ts";

export const demoConfiguration = {
  "decision-hold": 0.25,
  "known-photo-share": 0.6,
  "second-look-share": 0.3,
} as const satisfies DemoConfiguration;
