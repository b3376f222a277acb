/**
 * Pictures on their way through this process: pictures of codes, which anybody may send, and photos have room of their
 * own; where it is full, the one that comes slowest gives way. One that hardly comes at all is ended.
 */
import type { Clock } from "../infra/clock.ts";

export interface UploadLimits {
  /** Of all that has arrived and is not handed on yet; what has not arrived is not counted. */
  readonly maxBytes: number;
  readonly maxPerAccount: number;
  /** Behind one network address stands a whole campus. */
  readonly maxPerNetwork: number;
  /** On average, once `graceMs` have passed. */
  readonly minBytesPerS: number;
  readonly graceMs: number;
}

export interface Sender {
  /** The account, or the session of who has none. */
  readonly account: string;
  readonly network: string;
}

export type UploadEnd = "service-unavailable" | "upload-too-slow";

export interface Upload {
  /** Counts bytes that have arrived; false when there is no room for them, whoever would give way. */
  readonly hold: (bytes: number) => boolean;
  /** All of it has come: it gives way to nobody any more, and counts until its end. */
  readonly arrived: () => void;
  /** Called when others need the room more, or it comes too slowly. */
  readonly onEnd: (ended: (why: UploadEnd) => void) => void;
  /** The picture and its bytes are let go of. */
  readonly end: () => void;
}

export interface Uploads {
  /** null while the account, or its network, sends as many as it may. */
  readonly begin: (sender: Sender) => Upload | null;
}

/**
 * A phone's line of 400 kbit/s carries six times the least pace. Its longest silence is a tunnel.
 */
const pace = { minBytesPerS: 8 * 1024, graceMs: 20_000 } as const;
/** A class and its corridor at once, of which most are waiting for their own lines. */
const perNetwork = { maxPerAccount: 2, maxPerNetwork: 400 } as const;

export const uploadLimits = {
  photo: { maxBytes: 160 * 1024 * 1024, ...perNetwork, ...pace },
  code: { maxBytes: 48 * 1024 * 1024, ...perNetwork, ...pace },
} as const satisfies Readonly<Record<string, UploadLimits>>;

interface Open {
  readonly beganMs: number;
  heardMs: number;
  bytes: number;
  isWhole: boolean;
  ended: (why: UploadEnd) => void;
}

const checkEveryMs = 1000;
/** Whoever says nothing for so long gives way first. */
const silentMs = 1000;

/** `every`: calls again and again until what it answers is called. */
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

  const paceOf = ({ beganMs, heardMs, bytes }: Open) => {
    const nowMs = clock().getTime();
    const ageMs = nowMs - beganMs;
    return {
      bytesPerS: bytes / Math.max(1, ageMs / 1000),
      isOld: ageMs >= graceMs,
      isSilent: nowMs - heardMs >= silentMs,
    };
  };

  function endOne(one: Open, why: UploadEnd): void {
    heldBytes -= one.bytes;
    open.delete(one);
    one.ended(why);
  }

  /** Those that fell silent, then the slowest of those that can be judged, until there is room. */
  function makeRoom(bytes: number, besides: Open): boolean {
    while (heldBytes + bytes > maxBytes) {
      const [slowest] = [...open]
        .filter((one) => one !== besides && one.bytes > 0 && !one.isWhole)
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
      if (isOld && !one.isWhole && bytesPerS < minBytesPerS) endOne(one, "upload-too-slow");
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
      const own: Open = { beganMs, heardMs: beganMs, bytes: 0, isWhole: false, ended: () => {} };
      open.add(own);
      stopChecking ??= every(endTheSlow, checkEveryMs);
      return {
        hold: (bytes) => {
          if (!open.has(own) || !makeRoom(bytes, own)) return false;
          heldBytes += bytes;
          own.bytes += bytes;
          own.heardMs = clock().getTime();
          return true;
        },
        arrived: () => {
          own.isWhole = true;
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
