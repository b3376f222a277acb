/** Pictures on their way through this process: how many one session sends at once, how many bytes all hold together. */

export interface UploadLimits {
  readonly maxBytes: number;
  readonly maxPerSession: number;
}

export interface Upload {
  /** Counts bytes that have arrived; false when the process would hold more than it may. */
  readonly hold: (bytes: number) => boolean;
  /** The picture and its bytes are let go of. */
  readonly end: () => void;
}

export interface Uploads {
  /** null while the session sends as many as it may. */
  readonly begin: (session: string) => Upload | null;
}

/** Sixteen of the largest pictures; what has not arrived is not counted, so that slow lines keep nobody out. */
export const uploadLimits: UploadLimits = { maxBytes: 160 * 1024 * 1024, maxPerSession: 2 };

export function createUploads({ maxBytes, maxPerSession }: UploadLimits): Uploads {
  const bySession = new Map<string, number>();
  let heldBytes = 0;
  return {
    begin: (session) => {
      const before = bySession.get(session) ?? 0;
      if (before >= maxPerSession) return null;
      bySession.set(session, before + 1);
      let own = 0;
      return {
        hold: (bytes) => {
          if (heldBytes + bytes > maxBytes) return false;
          heldBytes += bytes;
          own += bytes;
          return true;
        },
        end: () => {
          heldBytes -= own;
          const left = (bySession.get(session) ?? 1) - 1;
          if (left === 0) bySession.delete(session);
          else bySession.set(session, left);
        },
      };
    },
  };
}
