/**
 * Uploads in progress in this process. Photos and code pictures, which anybody may send, have separate capacity. When
 * it is full, the slowest upload is ended. Stalled uploads are ended as well.
 */
import type { Clock } from "../infra/clock.ts";
import type { RateLimitRule } from "../infra/rate-limit.ts";

/** Returns the seconds until the window ends, or null when the request is allowed. */
export type RequestBound = (subject: string, nowMs: number) => number | null;

/** Maximum number of counted subjects, to limit memory. Subjects beyond it share one counter. */
const maxSubjects = 100_000;
const allOthers = "";

export function createRequestBound({
  hits,
  windowS,
}: Pick<RateLimitRule, "hits" | "windowS">): RequestBound {
  const counts = new Map<string, number>();
  let endsAtMs = 0;
  return (subject, nowMs) => {
    if (nowMs >= endsAtMs) {
      counts.clear();
      endsAtMs = nowMs + windowS * 1000;
    }
    const counted = counts.has(subject) || counts.size < maxSubjects ? subject : allOthers;
    const count = (counts.get(counted) ?? 0) + 1;
    counts.set(counted, count);
    return count <= hits ? null : Math.max(1, Math.ceil((endsAtMs - nowMs) / 1000));
  };
}

export interface UploadLimits {
  /** Capacity for bytes that have arrived and are not processed yet. Bytes still to come do not count. */
  readonly maxBytes: number;
  readonly maxPerAccount: number;
  /** Maximum number per network address, which a whole campus may share. */
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
  /** Marks the picture as complete. It can no longer be evicted, and counts until `end`. */
  readonly arrived: () => void;
  /** Called when the upload is evicted or too slow. */
  readonly onEnd: (ended: (why: UploadEnd) => void) => void;
  /** Releases the picture and its bytes. */
  readonly end: () => void;
}

export interface Uploads {
  /** Begins an upload; null if the account or its network has reached its maximum number of parallel uploads. */
  readonly begin: (sender: Sender) => Upload | null;
}

/** Minimum pace. A mobile connection of 400 kbit/s is six times faster. The grace period covers a tunnel. */
const pace = { minBytesPerS: 8 * 1024, graceMs: 20_000 } as const;
/** Maximum numbers of parallel uploads. A whole class uploads at once, most of them limited by their own connection. */
const perNetwork = { maxPerAccount: 2, maxPerNetwork: 400 } as const;

export const uploadLimits = {
  photo: { maxBytes: 160 * 1024 * 1024, ...perNetwork, ...pace },
  code: { maxBytes: 48 * 1024 * 1024, ...perNetwork, ...pace },
} as const satisfies Readonly<Record<string, UploadLimits>>;

interface Open {
  readonly beganMs: number;
  lastByteMs: number;
  bytes: number;
  isComplete: boolean;
  ended: (why: UploadEnd) => void;
}

const checkEveryMs = 1000;
/** Time after which a silent upload is evicted first. */
const silentMs = 1000;

/** Creates the uploads of a process. `every` schedules a repeated call and returns a function that stops it. */
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

  function endOne(upload: Open, why: UploadEnd): void {
    heldBytes -= upload.bytes;
    open.delete(upload);
    upload.ended(why);
  }

  /** Evicts silent uploads, then the slowest ones past their grace period, until there is room. */
  function makeRoom(bytes: number, besides: Open): boolean {
    while (heldBytes + bytes > maxBytes) {
      const [slowest] = [...open]
        .filter((upload) => upload !== besides && upload.bytes > 0 && !upload.isComplete)
        .map((upload) => ({ upload, ...paceOf(upload) }))
        .filter(({ isOld, isSilent }) => isSilent || isOld)
        .sort((a, b) => Number(b.isSilent) - Number(a.isSilent) || a.bytesPerS - b.bytesPerS);
      if (!slowest) return false;
      endOne(slowest.upload, "service-unavailable");
    }
    return true;
  }

  function endTheSlow(): void {
    for (const upload of open) {
      const { bytesPerS, isOld } = paceOf(upload);
      if (isOld && !upload.isComplete && bytesPerS < minBytesPerS)
        endOne(upload, "upload-too-slow");
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
      if (
        (counts.get(keys[0]) ?? 0) >= maxPerAccount ||
        (counts.get(keys[1]) ?? 0) >= maxPerNetwork
      )
        return null;
      for (const key of keys) count(key, 1);
      const beganMs = clock().getTime();
      const upload: Open = {
        beganMs,
        lastByteMs: beganMs,
        bytes: 0,
        isComplete: false,
        ended: () => {},
      };
      open.add(upload);
      stopChecking ??= every(endTheSlow, checkEveryMs);
      return {
        hold: (bytes) => {
          if (!open.has(upload) || !makeRoom(bytes, upload)) return false;
          heldBytes += bytes;
          upload.bytes += bytes;
          upload.lastByteMs = clock().getTime();
          return true;
        },
        arrived: () => {
          upload.isComplete = true;
        },
        onEnd: (ended) => {
          upload.ended = ended;
        },
        end: () => {
          if (open.delete(upload)) heldBytes -= upload.bytes;
          for (const key of keys) count(key, -1);
          if (counts.size > 0) return;
          stopChecking?.();
          stopChecking = null;
        },
      };
    },
  };
}
