/**
 * Uploads in progress in this process. Photos and code pictures, which anybody may send, have separate capacity. When
 * it is full, the slowest upload is ended. Stalled uploads are ended as well.
 */
import type { Clock } from "../infra/clock.ts";
import type { RateLimitRule } from "../infra/rate-limit.ts";

/** Seconds until the window ends; null when the request is allowed. */
export type RequestBound = (subject: string, nowMs: number) => number | null;

/** Bounds memory use. Subjects beyond this number share one counter. */
const mostSubjects = 100_000;
const allOthers = "";

export function createRequestBound({ hits, windowS }: Pick<RateLimitRule, "hits" | "windowS">): RequestBound {
  const counts = new Map<string, number>();
  let endsAtMs = 0;
  return (subject, nowMs) => {
    if (nowMs >= endsAtMs) {
      counts.clear();
      endsAtMs = nowMs + windowS * 1000;
    }
    const counted = counts.has(subject) || counts.size < mostSubjects ? subject : allOthers;
    const count = (counts.get(counted) ?? 0) + 1;
    counts.set(counted, count);
    return count <= hits ? null : Math.max(1, Math.ceil((endsAtMs - nowMs) / 1000));
  };
}

export interface UploadLimits {
  /** Capacity for bytes that have arrived and are not processed yet. Bytes still to come do not count. */
  readonly maxBytes: number;
  readonly maxPerAccount: number;
  /** A whole campus may share one network address. */
  readonly maxPerNetwork: number;
  /** Minimum average speed after `graceMs`. */
  readonly minBytesPerS: number;
  readonly graceMs: number;
}

export interface Sender {
  /** The account, or the session of a caller without one. */
  readonly account: string;
  readonly network: string;
}

export type UploadEnd = "service-unavailable" | "upload-too-slow";

export interface Upload {
  /** Counts bytes that have arrived. Returns false when there is no room, even after ending other uploads. */
  readonly hold: (bytes: number) => boolean;
  /** The picture is complete: it can no longer be evicted and counts until `end`. */
  readonly arrived: () => void;
  /** Called when the upload is evicted or too slow. */
  readonly onEnd: (ended: (why: UploadEnd) => void) => void;
  /** Releases the picture and its bytes. */
  readonly end: () => void;
}

export interface Uploads {
  /** null when the account or its network has reached its number of parallel uploads. */
  readonly begin: (sender: Sender) => Upload | null;
}

/** A mobile connection of 400 kbit/s is six times faster than this minimum. The grace period covers a tunnel. */
const pace = { minBytesPerS: 8 * 1024, graceMs: 20_000 } as const;
/** A whole class uploads at once, most of them limited by their own connection. */
const perNetwork = { maxPerAccount: 2, maxPerNetwork: 400 } as const;

export const uploadLimits = {
  photo: { maxBytes: 160 * 1024 * 1024, ...perNetwork, ...pace },
  code: { maxBytes: 48 * 1024 * 1024, ...perNetwork, ...pace },
} as const satisfies Readonly<Record<string, UploadLimits>>;

interface Open {
  readonly beganMs: number;
  lastByteMs: number;
  bytes: number;
  isInteger: boolean;
  ended: (why: UploadEnd) => void;
}

const checkEveryMs = 1000;
/** Uploads that are silent for longer are evicted first. */
const silentMs = 1000;

/** `every`: schedules a repeated call and returns a function that stops it. */
export function createUploads(
  { maxBytes, maxPerAccount, maxPerNetwork, minBytesPerS, graceMs }: UploadLimits,
  clock: Clock,
  every = (work: () => void, ms: number) => {
    const timer = setInterval(work, ms);
    return () => clearInterval(timer);
  },
): Uploads {
  const counts = new Map<string, number>();
  const open = new Set<Open>();
  let heldBytes = 0;
  let stopChecking: (() => void) | null = null;

  const paceOf = ({ beganMs, lastByteMs, bytes }: Open) => {
    const nowMs = clock().getTime();
    const ageMs = nowMs - beganMs;
    return {
      bytesPerS: bytes / Math.max(1, ageMs / 1000),
      isOld: ageMs >= graceMs,
      isSilent: nowMs - lastByteMs >= silentMs,
    };
  };

  function endOne(one: Open, why: UploadEnd): void {
    heldBytes -= one.bytes;
    open.delete(one);
    one.ended(why);
  }

  /** Evicts silent uploads, then the slowest ones past their grace period, until there is room. */
  function makeRoom(bytes: number, besides: Open): boolean {
    while (heldBytes + bytes > maxBytes) {
      const [slowest] = [...open]
        .filter((one) => one !== besides && one.bytes > 0 && !one.isInteger)
        .map((one) => ({ one, ...paceOf(one) }))
        .filter(({ isOld, isSilent }) => isSilent || isOld)
        .sort((a, b) => Number(b.isSilent) - Number(a.isSilent) || a.bytesPerS - b.bytesPerS);
      if (!slowest) return false;
      endOne(slowest.one, "service-unavailable");
    }
    return true;
  }

  function endTheSlow(): void {
    for (const one of open) {
      const { bytesPerS, isOld } = paceOf(one);
      if (isOld && !one.isInteger && bytesPerS < minBytesPerS) endOne(one, "upload-too-slow");
    }
  }

  function count(key: string, by: 1 | -1): void {
    const next = (counts.get(key) ?? 0) + by;
    if (next === 0) counts.delete(key);
    else counts.set(key, next);
  }

  return {
    begin: ({ account, network }) => {
      const keys = [`account:${account}`, `network:${network}`] as const;
      if ((counts.get(keys[0]) ?? 0) >= maxPerAccount || (counts.get(keys[1]) ?? 0) >= maxPerNetwork) return null;
      for (const key of keys) count(key, 1);
      const beganMs = clock().getTime();
      const own: Open = { beganMs, lastByteMs: beganMs, bytes: 0, isInteger: false, ended: () => {} };
      open.add(own);
      stopChecking ??= every(endTheSlow, checkEveryMs);
      return {
        hold: (bytes) => {
          if (!open.has(own) || !makeRoom(bytes, own)) return false;
          heldBytes += bytes;
          own.bytes += bytes;
          own.lastByteMs = clock().getTime();
          return true;
        },
        arrived: () => {
          own.isInteger = true;
        },
        onEnd: (ended) => {
          own.ended = ended;
        },
        end: () => {
          if (open.delete(own)) heldBytes -= own.bytes;
          for (const key of keys) count(key, -1);
          if (counts.size > 0) return;
          stopChecking?.();
          stopChecking = null;
        },
      };
    },
  };
}
