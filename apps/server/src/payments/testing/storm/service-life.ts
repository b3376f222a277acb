/** Payments service of one simulated process, which can crash in the middle of its work without completing anything. */
import { openDatabase } from "../../../infra/db/database.ts";
import type { PayProvider } from "../../../infra/pay/pay-provider.ts";
import type { PaymentDeps } from "../../deps.ts";
import { paymentJobs } from "../../jobs.ts";
import { paymentHandlers } from "../../routes.ts";
import { createTakeNotification } from "../../take-notification.ts";
import { openDocumentDeps } from "../document-deps.ts";
import { type PaymentJob, workOffPayments } from "../work-off-payments.ts";

export interface Service {
  readonly deps: PaymentDeps;
  readonly handlers: ReturnType<typeof paymentHandlers>;
  readonly take: ReturnType<typeof createTakeNotification>;
  readonly work: (name: PaymentJob) => Promise<number>;
}

export interface Life {
  /** Returns the result of `work`, or null when the service crashed during it. Any other exception is a defect. */
  readonly run: <T>(work: (service: Service) => Promise<T>) => Promise<T | null>;
  /** Crashes at the `call`th provider call from now. */
  readonly dieAt: (when: "before-call" | "after-call", call: number) => void;
  /** Cuts every connection to the database immediately. */
  readonly die: () => Promise<void>;
}

export interface LifeDeps extends Omit<PaymentDeps, "db"> {
  readonly databaseUrl: string;
  /** Closes the connections with that application name. */
  readonly cutConnections: (application: string) => Promise<void>;
}

let lives = 0;

export async function beginLife({ databaseUrl, cutConnections, ...rest }: LifeDeps): Promise<Life> {
  const application = `life-${++lives}`;
  const url = new URL(databaseUrl);
  url.searchParams.set("application_name", application);
  const { db, close } = openDatabase({ url: url.href }, { warn: () => {} });
  let reportDeath: (nothing: null) => void = () => {};
  const death = new Promise<null>((resolve) => {
    reportDeath = resolve;
  });
  let isDead = false;
  let doom: { readonly when: string; calls: number } | null = null;

  const die = async (): Promise<void> => {
    if (isDead) return;
    isDead = true;
    reportDeath(null);
    void close();
    await cutConnections(application);
  };
  const dieIfDoomed = (when: string): void => {
    if (doom?.when === when && doom.calls-- <= 0) void die();
    if (isDead) throw new Error("The service is dead");
  };
  const mortal =
    <Input extends readonly unknown[], Answer>(call: (...args: Input) => Promise<Answer>) =>
    async (...args: Input): Promise<Answer> => {
      dieIfDoomed("before-call");
      const answer = await call(...args);
      dieIfDoomed("after-call");
      return answer;
    };
  const mortalProvider = (pay: PayProvider): PayProvider => ({
    ...pay,
    start: mortal(pay.start),
    query: mortal(pay.query),
    close: mortal(pay.close),
    refund: mortal(pay.refund),
    queryRefund: mortal(pay.queryRefund),
    readBill: pay.readBill && mortal(pay.readBill),
  });
  const deps: PaymentDeps = { ...rest, db, providerOf: (id) => mortalProvider(rest.providerOf(id)) };
  const service: Service = {
    deps,
    handlers: paymentHandlers({ ...deps, ...openDocumentDeps() }),
    take: createTakeNotification(deps),
    work: workOffPayments(db, paymentJobs(deps)),
  };
  return {
    die,
    dieAt: (when, calls) => {
      doom = { when, calls };
    },
    run: async (work) => {
      if (isDead) return null;
      try {
        return await Promise.race([work(service), death]);
      } catch (error) {
        if (isDead) return null;
        throw error;
      }
    },
  };
}
