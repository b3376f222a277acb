/**
 * Reads the SMS, object store and payment adapters that the settings choose. Reports the faults of all of them
 * together.
 */
import type { PayProviderId } from "@gradphoto/domain";
import type { Adapter, ReadAdapter } from "../infra/adapter.ts";
import type { OpenStore } from "../infra/object-store/object-store.ts";
import { storeFor } from "../infra/object-store/object-stores.ts";
import {
  type ChosenPayProviders,
  type OpenPayProvider,
  payProviderAdapters,
} from "../infra/pay/pay-providers.ts";
import { smsGateways } from "../infra/sms/http-sms.ts";
import type { Sms, SmsDeps } from "../infra/sms/sms.ts";
import { adapters, type Environment, environment } from "./environment.ts";

export interface ChosenAdapters {
  readonly openSms: (deps: SmsDeps) => Sms;
  readonly store: OpenStore;
  readonly payProviders: ChosenPayProviders;
}

type Issues = Extract<ReadAdapter<never, never>, { ok: false }>["issues"];

const choices = environment.pick({
  GRADPHOTO_SMS: true,
  GRADPHOTO_OBJECTS: true,
  GRADPHOTO_PAY_PROVIDERS: true,
});

/** Reads the adapters. `chosen` is null when there are issues, or when a choice itself is invalid. */
export function readAdapters(env: Environment): {
  readonly chosen: ChosenAdapters | null;
  readonly issues: Issues;
} {
  const choice = choices.safeParse(env);
  const store = storeFor(choice.data?.GRADPHOTO_OBJECTS ?? "");
  if (!choice.success || !store) return { chosen: null, issues: [] };
  const sms = smsGateways[choice.data.GRADPHOTO_SMS];
  const providers = choice.data.GRADPHOTO_PAY_PROVIDERS.map(
    (id) => [id, payProviderAdapters[id]] as const,
  );
  const issues = issuesOf(env, new Set([sms, store, ...providers.map(([, one]) => one)]));
  const [readSms, readStore] = [sms.read(env), store.read(env)];
  if (!readSms.ok || !readStore.ok || issues.length > 0) return { chosen: null, issues };
  const opened = providers.flatMap(([id, one]): [PayProviderId, OpenPayProvider][] => {
    const read = one.read(env);
    return read.ok ? [[id, read.open]] : [];
  });
  return {
    chosen: { openSms: readSms.open, store: readStore.open(), payProviders: new Map(opened) },
    issues,
  };
}

/** Lists the issues, also of adapters that are not chosen, if their settings are set. */
function issuesOf(env: Environment, chosen: ReadonlySet<Adapter<never, unknown>>): Issues {
  const isSet = (name: unknown): boolean =>
    typeof name === "string" && !(name in choices.shape) && env[name] !== undefined;
  return adapters.flatMap((one) => {
    const read = one.read(env);
    return read.ok ? [] : read.issues.filter(({ path: [name] }) => chosen.has(one) || isSet(name));
  });
}
