/** Creates all dependencies of the handlers once, and passes each feature the part that it needs. */
import type { PictureCodec } from "@gradphoto/engine/node";
import { accountHandlers } from "./accounts/routes.ts";
import { createSessions } from "./accounts/sessions.ts";
import { auditHandlers } from "./audit/list-audit.ts";
import { codesOnSite } from "./codes/codes-on-site.ts";
import type { PictureReader } from "./codes/picture-reader.ts";
import { codeHandlers } from "./codes/routes.ts";
import { staffCollectionHandlers } from "./collections/for-school.ts";
import { collectionHandlers } from "./collections/routes.ts";
import { configurationHandlers } from "./configuration/routes.ts";
import { consentHandlers } from "./consents/routes.ts";
import { createConfiguration } from "./core/configuration/read-configuration.ts";
import type { InspectUpload } from "./core/inspect-upload.ts";
import { proofRefusal } from "./core/last-four/account-proof.ts";
import { requestLimits } from "./core/limits.ts";
import { fileReaders } from "./exported-lists.ts";
import { exportHandlers } from "./exports/routes.ts";
import { connectionsOf } from "./health/connections/connections.ts";
import { healthHandlers } from "./health/routes.ts";
import { openHelperOnSite } from "./helpers/open-on-site.ts";
import { helperHandlers } from "./helpers/routes.ts";
import { homeHandlers } from "./home/routes.ts";
import type { ApiDeps } from "./http/create-api.ts";
import { createOnce } from "./http/idempotency.ts";
import { createRouteLimits } from "./http/limits.ts";
import { staffCookies } from "./http/session-cookie.ts";
import { createRequestBound, createUploads, uploadLimits } from "./http/uploads.ts";
import type { Clock, Ids } from "./infra/clock.ts";
import type { Database } from "./infra/db/database.ts";
import type { Log } from "./infra/log.ts";
import type { Metrics } from "./infra/metrics/metrics.ts";
import { createRateLimits, type RateLimits } from "./infra/rate-limit.ts";
import { limitHandlers } from "./limits/routes.ts";
import { resendStatus } from "./messages/resend-message.ts";
import { messageHandlers } from "./messages/routes.ts";
import { endCollection, refundAtEnd } from "./payments/end-collection.ts";
import { downloadReceipt } from "./payments/receipt.ts";
import { refundStatus } from "./payments/refund-status.ts";
import { paymentHandlers } from "./payments/routes.ts";
import { createTakeNotification } from "./payments/take-notification.ts";
import { createStatusReader } from "./photos/collection-status.ts";
import type { PhotoDeps } from "./photos/deps.ts";
import { countRetryable } from "./photos/own-attempt.ts";
import { createPhotoQueue } from "./photos/photo-queue.ts";
import { signForReview } from "./photos/pictures-for-staff.ts";
import { photoHandlers } from "./photos/routes.ts";
import { uploadAttempt } from "./photos/upload-attempt.ts";
import type { Ports } from "./ports.ts";
import { projectHandlers } from "./projects/routes.ts";
import { dropEvidenceFor } from "./registry/identity-check.ts";
import { registryHandlers } from "./registry/routes.ts";
import { deletePhotos } from "./retention/delete-photos.ts";
import { retentionHandlers } from "./retention/routes.ts";
import { reviewHandlers } from "./reviews/routes.ts";
import { createSampler } from "./reviews/sampling.ts";
import { schoolHandlers } from "./schools/routes.ts";
import { serviceDeskHandlers } from "./service-desk/routes.ts";
import type { ServiceConfig } from "./settings/service-config.ts";
import { siteDayHandlers } from "./site-days/routes.ts";
import { contextWordsOf } from "./staff/context-words.ts";
import { staffHandlers } from "./staff/routes.ts";

export interface ContextDeps {
  readonly config: ServiceConfig;
  readonly ports: Ports;
  readonly db: Database;
  readonly codec: PictureCodec;
  readonly inspect: InspectUpload;
  readonly readCodePicture: PictureReader["read"];
  readonly clock: Clock;
  readonly ids: Ids;
  /** Cryptographically secure random bytes. */
  readonly randomBytes: (count: number) => Uint8Array;
  readonly log: Log;
  readonly metrics: Metrics;
}

export function createContext(deps: ContextDeps): Omit<ApiDeps, "readiness"> & { readonly rateLimits: RateLimits } {
  const { config, ports, db, codec, inspect, readCodePicture, clock, ids, randomBytes, log, metrics } = deps;
  const {
    sealer,
    searchHash,
    wechat,
    sms,
    issuer,
    providerOf,
    objects,
    jobTable,
    auditKeys,
    links,
    exportLinks,
    notifications,
    lettering,
    warn,
    webSignInUrl,
  } = ports;
  const queue = createPhotoQueue({ db, clock });
  const readStatus = createStatusReader({ db, queue });
  const photos: PhotoDeps = {
    ...{ db, clock, ids, codec, inspect, lettering, objects, links, notifications },
    ...{ queue, readStatus },
  };
  const configuration = createConfiguration();
  const payments = { db, clock, ids, sealer, providerOf, warn, configuration };
  const { appid } = ports;
  const rateLimits = createRateLimits({ db, clock, searchHash });
  return {
    handlers: {
      ...accountHandlers({
        ...{ db, clock, ids, randomBytes, sealer, searchHash, wechat, webSignInUrl, sms, rateLimits },
        smsBudgets: config.smsBudgets,
      }),
      ...schoolHandlers({ db, clock, ids, configuration }),
      ...projectHandlers({
        ...{ db, clock, ids, sealer, wechat, lettering, appid },
        publicUrl: config.publicUrl,
        configuration,
      }),
      ...exportHandlers({
        ...{ db, clock, ids, sealer, objects, exportLinks, links },
        lists: fileReaders({ db, sealer, objects, auditKeys }),
      }),
      ...codeHandlers({ db, clock, ids, issuer, sealer, searchHash, rateLimits, readPicture: readCodePicture }),
      ...collectionHandlers({ db, clock, ids, sealer }),
      ...consentHandlers({
        ...{ db, clock, ids, operator: config.operator },
        deletePhotos: (accountId) => deletePhotos({ db, clock, ids, sealer, searchHash, warn }, accountId),
        dropEvidence: (tx, accountId, schoolCode) => dropEvidenceFor(tx, clock, accountId, schoolCode),
      }),
      ...photoHandlers(photos),
      ...helperHandlers({ db, clock, ids, randomBytes, upload: (upload) => uploadAttempt(photos, upload) }),
      ...siteDayHandlers({
        ...{ db, clock, ids, randomBytes, searchHash, rateLimits, publicUrl: config.publicUrl },
        codes: codesOnSite({ db, clock, issuer, searchHash, rateLimits }),
        openHelper: (tx, session) => openHelperOnSite({ clock, ids, randomBytes }, tx, session),
      }),
      ...retentionHandlers({
        ...{ db, clock, ids, sealer, searchHash, objects, codec, warn },
        makeReceipt: (of) => downloadReceipt({ db, sealer, lettering, operatorName: config.operator.name }, of),
        leave: (leaving) => endCollection(payments, { ...leaving, move: "leave" }),
        refundOnLeaving: (leaving) => refundAtEnd(db, leaving),
        proofRefusal: (call) => proofRefusal({ db, clock }, call),
      }),
      ...paymentHandlers({
        ...{ ...payments, lettering, objects, publicUrl: config.publicUrl },
        operatorName: config.operator.name,
      }),
      ...staffHandlers({
        ...{ db, clock, ids, randomBytes, sealer, searchHash, rateLimits },
        identityProviders: ports.identityProviders,
        identityReturnUrl: `${config.publicUrl}/console/returned`,
        contextWords: contextWordsOf(config.operator.name),
      }),
      ...reviewHandlers({
        db,
        clock,
        ids,
        sealer,
        objects,
        signPictures: signForReview(photos),
        sample: createSampler(searchHash),
        configuration,
      }),
      ...serviceDeskHandlers({
        db,
        clock,
        ids,
        sealer,
        searchHash,
        rateLimits,
        objects,
        resendStatus: resendStatus({ db, appid }),
        refundStatus: refundStatus(payments),
      }),
      ...staffCollectionHandlers({ db, sealer }),
      ...registryHandlers({ db, clock, ids, inspect, objects, sealer }),
      ...limitHandlers(db),
      ...configurationHandlers({ db, clock, ids, sealer, configuration, publicUrl: config.publicUrl }),
      ...auditHandlers({ db, sealer, keys: auditKeys, objects, plainObjects: ports.plainObjects, warn }),
      ...healthHandlers({
        db,
        clock,
        ids,
        connections: ports,
        objects,
        jobTable,
        countUnsettled: () => countRetryable(db),
        faceFiling: config.faceFiling,
      }),
      ...homeHandlers({
        ...{ db, clock },
        connectionNames: [...connectionsOf(ports, clock).keys()],
        configuration,
      }),
      ...messageHandlers({ db, clock, appid, templateIds: config.templateIds }),
    },
    takePaymentNotification: createTakeNotification(payments),
    findCaller: createSessions({ db, clock }),
    limits: createRouteLimits(rateLimits),
    rateLimits,
    addressBound: createRequestBound({ ...requestLimits.network, hits: config.addressRequestsPerMinute }),
    once: createOnce({ db, clock, sealer }),
    uploads: { photo: createUploads(uploadLimits.photo, clock), code: createUploads(uploadLimits.code, clock) },
    staffCookie: config.demo ? staffCookies.demo : staffCookies.production,
    ids,
    log,
    metrics,
    proxies: config.proxies,
  };
}
