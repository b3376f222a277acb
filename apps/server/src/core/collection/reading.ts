/** Result of reading a code: the issuer's answer, sealed until it expires. */
import { z } from "zod";
import type { Sealed, Sealer } from "../../infra/sealing/seal.ts";

const content = z.object({ text: z.string(), codeId: z.string(), lastFourHash: z.string() });

export type ReadingContent = z.infer<typeof content>;

const place = (readingId: string) => ({ column: "code_readings.code", rowId: readingId });

export const sealReading = (reading: ReadingContent, readingId: string, sealer: Sealer): Sealed =>
  sealer.seal(JSON.stringify(reading), place(readingId));

export const openReading = (sealed: Sealed, readingId: string, sealer: Sealer): ReadingContent =>
  content.parse(JSON.parse(sealer.open(sealed, place(readingId))));
