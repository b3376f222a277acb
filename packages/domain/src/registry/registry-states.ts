/** States of a batch for the registry, and outcomes of its photos. */
import type { Bilingual } from "../core/bilingual.ts";
import type { Tone } from "../core/define-states.ts";
import { isKeyOf, keysOf } from "../core/is-key-of.ts";

interface RegistryStateRow extends Bilingual {
  readonly tone: Tone;
}

export const registryBatchStates = {
  queued: { zh: "待发送", en: "Waiting to be sent", tone: "info" },
  sent: { zh: "已发送，待答复", en: "Sent, waiting for answers", tone: "info" },
  settled: { zh: "已全部答复", en: "All answered", tone: "success" },
} as const satisfies Readonly<Record<string, RegistryStateRow>>;

export const isRegistryBatchState = isKeyOf(registryBatchStates);

export const allRegistryBatchStates = keysOf(registryBatchStates);

export const registryItemStates = {
  open: { zh: "待答复", en: "Waiting", tone: "info" },
  accepted: { zh: "已接收", en: "Accepted", tone: "success" },
  refused: { zh: "已退回", en: "Sent back", tone: "danger" },
} as const satisfies Readonly<Record<string, RegistryStateRow>>;

export const isRegistryItemState = isKeyOf(registryItemStates);

export const allRegistryItemStates = keysOf(registryItemStates);
