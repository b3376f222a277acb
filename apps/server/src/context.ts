/** Builds everything the handlers need, once, and hands each feature the part it asks for. */
import type { ImageCodec } from "@gradphoto/engine";
import { accountHandlers } from "./features/accounts/routes.ts";
import { createSessions } from "./features/accounts/sessions.ts";
import { codeHandlers } from "./features/codes/routes.ts";
import { collectionHandlers } from "./features/collections/routes.ts";
import { consentHandlers } from "./features/consents/routes.ts";
import { helperHandlers } from "./features/helpers/routes.ts";
import { paymentHandlers } from "./features/payments/routes.ts";
import { paymentSweeps } from "./features/payments/sweeps.ts";
import { createTakeNotification } from "./features/payments/take-notification.ts";
import type { PhotoNeeds } from "./features/photos/photo-needs.ts";
import { photoHandlers } from "./features/photos/routes.ts";
import { uploadAttempt } from "./features/photos/upload-attempt.ts";
import { retentionHandlers } from "./features/retention/routes.ts";
import { schoolHandlers } from "./features/schools/routes.ts";
import type { ApiNeeds } from "./http/create-api.ts";
import { createOnce } from "./http/idempotency.ts";
import { paymentNotificationsPath } from "./http/payment-notifications.ts";
import type { Clock } from "./infra/clock.ts";
import { createHttpIssuer } from "./infra/collection-code-issuer/http-issuer.ts";
import type { Database } from "./infra/db/database.ts";
import { createNotifications } from "./infra/db/notifications.ts";
import type { Ids } from "./infra/ids.ts";
import type { Log } from "./infra/log.ts";
import type { Metrics } from "./infra/metrics/metrics.ts";
import { openObjectStore } from "./infra/object-store/open-object-store.ts";
import { createPictureLinks } from "./infra/picture-links.ts";
import { createQueue } from "./infra/queue/queue.ts";
import { createRateLimit } from "./infra/rate-limit.ts";
import { createSealer } from "./infra/sealing/seal.ts";
import { createSearchHash } from "./infra/sealing/search-hash.ts";
import { createHttpSms } from "./infra/sms/http-sms.ts";
import type { Sweep } from "./infra/sweep.ts";
import { createHttpWechat } from "./infra/wechat/http-wechat.ts";
import { createHttpWechatPay } from "./infra/wechat-pay/http-wechat-pay.ts";
import type { ServiceConfig, ServiceSecrets } from "./service-config.ts";

export interface ContextNeeds {
  readonly config: ServiceConfig;
  readonly secrets: Omit<ServiceSecrets, "database">;
  readonly db: Database;
  readonly codec: ImageCodec;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Unguessable bytes. */
  readonly randomBytes: (count: number) => Uint8Array;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** A person waits for each of these answers. */
const outsideTimeoutMs = 8000;
/** Starting an order may ask WeChat Pay twice. */
const payTimeoutMs = 4000;

export interface Context extends Omit<ApiNeeds, "isReady"> {
  /** Run by the worker. */
  readonly sweeps: readonly Sweep[];
}

export function createContext(needs: ContextNeeds): Context {
  const { config, secrets, db, codec, clock, ids, randomBytes, log, metrics } = needs;
  const sealer = createSealer(secrets.sealKeys, randomBytes);
  const searchHash = createSearchHash(secrets.searchKey);
  const warn = (fields: object, message: string): void => log.warn(fields, message);
  const timeoutMs = outsideTimeoutMs;
  const { miniProgram, officialAccount } = secrets;
  const wechat = createHttpWechat({ baseUrl: config.wechatUrl, miniProgram, officialAccount, timeoutMs, warn });
  const sms = createHttpSms({ baseUrl: config.smsUrl, key: secrets.smsKey, timeoutMs, warn });
  const issuer = createHttpIssuer({
    baseUrl: config.issuerUrl,
    key: secrets.issuerKey,
    lastFourKey: secrets.issuerLastFourKey,
    timeoutMs,
  });
  const photoNeeds: PhotoNeeds = {
    db,
    clock,
    ids,
    codec,
    objects: openObjectStore(config.objects, secrets.objects, randomBytes),
    queue: createQueue(db),
    links: createPictureLinks(secrets.linkKey, clock),
    notifications: createNotifications(db),
  };
  const pay = createHttpWechatPay({
    baseUrl: config.wechatPayUrl,
    merchant: secrets.merchant,
    notifyUrl: `${config.publicUrl}${paymentNotificationsPath}`,
    timeoutMs: payTimeoutMs,
    clock,
    warn,
  });
  const appids = { miniProgram: miniProgram.appid, officialAccount: officialAccount.appid };
  const { onePersonRefundFen } = config;
  const { mchid } = secrets.merchant;
  const payments = { db, clock, ids, sealer, pay, mchid, appids, onePersonRefundFen, warn };
  return {
    handlers: {
      ...accountHandlers({ db, clock, ids, randomBytes, sealer, searchHash, wechat, sms }),
      ...schoolHandlers({ db, clock, customerService: config.customerService }),
      ...codeHandlers({ db, clock, ids, issuer, sealer, searchHash, codec }),
      ...collectionHandlers({ db, clock, ids, sealer }),
      ...consentHandlers({ db, clock, ids }),
      ...photoHandlers(photoNeeds),
      ...helperHandlers({ db, clock, ids, randomBytes, upload: (upload) => uploadAttempt(photoNeeds, upload) }),
      ...retentionHandlers({ db, clock, ids, sealer, searchHash }),
      ...paymentHandlers(payments),
    },
    takePaymentNotification: createTakeNotification(payments),
    sweeps: [...paymentSweeps(payments)],
    findCaller: createSessions({ db, clock }),
    rateLimit: createRateLimit({ db, clock, searchHash }),
    once: createOnce({ db, clock, sealer }),
    ids,
    log,
    metrics,
    proxies: config.proxies,
  };
}
