/** Builds everything the handlers need, once, and hands each feature the part it asks for. */
import type { ImageCodec } from "@gradphoto/engine";
import { accountHandlers } from "./features/accounts/routes.ts";
import { createSessions } from "./features/accounts/sessions.ts";
import { codeHandlers } from "./features/codes/routes.ts";
import { collectionHandlers } from "./features/collections/routes.ts";
import { messageHandlers } from "./features/messages/routes.ts";
import { registryHandlers } from "./features/registry/routes.ts";
import { reviewHandlers } from "./features/reviews/routes.ts";
import { schoolHandlers } from "./features/schools/routes.ts";
import { staffHandlers } from "./features/staff/routes.ts";
import { staffCollectionHandlers } from "./features/staff-collections/routes.ts";
import type { ApiNeeds } from "./http/create-api.ts";
import { createOnce } from "./http/idempotency.ts";
import type { Clock } from "./infra/clock.ts";
import { createHttpIssuer } from "./infra/collection-code-issuer/http-issuer.ts";
import type { Database } from "./infra/db/database.ts";
import type { Ids } from "./infra/ids.ts";
import type { Log } from "./infra/log.ts";
import { createRateLimit } from "./infra/rate-limit.ts";
import { createSealer } from "./infra/sealing/seal.ts";
import { createSearchHash } from "./infra/sealing/search-hash.ts";
import { createHttpSms } from "./infra/sms/http-sms.ts";
import { createHttpWechat } from "./infra/wechat/http-wechat.ts";
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
}

/** A person waits for each of these answers. */
const outsideTimeoutMs = 8000;

/** Until photos are kept, there is none to show. */
const noPictures = async () => ({ originalUrl: null, photoUrl: null });

export function createContext(needs: ContextNeeds): Omit<ApiNeeds, "isReady"> {
  const { config, secrets, db, codec, clock, ids, randomBytes, log } = needs;
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
  return {
    handlers: {
      ...accountHandlers({ db, clock, ids, randomBytes, sealer, searchHash, wechat, sms }),
      ...reviewHandlers({ db, clock, ids, sealer, signPictures: noPictures }),
      ...staffCollectionHandlers({ db, clock, ids, sealer, searchHash }),
      ...registryHandlers(db),
      ...messageHandlers({ db, templateIds: config.templateIds }),
      ...staffHandlers({ db, clock, randomBytes, sealer, searchHash }),
      ...schoolHandlers({ db, clock, customerService: config.customerService }),
      ...codeHandlers({ db, clock, ids, issuer, sealer, searchHash, codec }),
      ...collectionHandlers({ db, clock, ids, sealer }),
    },
    findCaller: createSessions({ db, clock }),
    rateLimit: createRateLimit({ db, clock, searchHash }),
    once: createOnce({ db, clock, sealer }),
    ids,
    log,
    proxies: config.proxies,
  };
}
