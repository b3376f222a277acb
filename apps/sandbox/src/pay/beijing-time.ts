/** Beijing times in the formats of WeChat Pay and Alipay. */
import { beijingIso } from "@gradphoto/domain";

/** 2026-06-01T10:34:56+08:00 */
export const rfc3339Time = (ms: number): string => `${beijingIso(ms)}+08:00`;

/** 2026-06-01 10:34:56 */
export const billTime = (ms: number): string => beijingIso(ms).replace("T", " ");
