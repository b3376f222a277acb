/** Creates all dependencies of the handlers once, and passes each feature the part that it needs. */
import { apiKeyPrefix } from "@gradphoto/domain";
import type { PictureCodec } from "@gradphoto/engine/node";
import { accountHandlers } from "./accounts/routes.ts";
import { createSessions } from "./accounts/sessions.ts";
import { auditHandlers } from "./audit/routes.ts";
import { createOnSiteCodes } from "./codes/on-site-codes.ts";
import type { PictureReader } from "./codes/picture-reader.ts";
import { codeHandlers } from "./codes/routes.ts";
import { collectionHandlers } from "./collections/routes.ts";
import { staffCollectionHandlers } from "./collections/school-collection-file.ts";
import { configurationHandlers } from "./configuration/routes.ts";
import { consentHandlers } from "./consents/routes.ts";
import { createConfiguration } from "./core/configuration/read-configuration.ts";
import type { InspectUpload } from "./core/inspect-upload.ts";
import { proofRefusal } from "./core/last-four/store-proof.ts";
import { requestLimits } from "./core/limits.ts";
import type { ServiceDeps } from "./core/service-deps.ts";
import { exportHandlers } from "./exports/routes.ts";
import { fileReaders } from "./file-readers.ts";
import { connectionsOf } from "./health/connections/connections.ts";
import { healthHandlers } from "./health/routes.ts";
import { openHelperOnSite } from "./helpers/open-helper-on-site.ts";
import { helperHandlers } from "./helpers/routes.ts";
import { homeHandlers } from "./home/routes.ts";
import type { ApiDeps } from "./http/create-api.ts";
import { createRunOnce } from "./http/idempotency.ts";
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
import { countRetryable } from "./photos/list-attempts.ts";
import { createPhotoQueue } from "./photos/photo-queue.ts";
import { photoHandlers } from "./photos/routes.ts";
import { signForReview } from "./photos/sign-for-review.ts";
import { uploadAttempt } from "./photos/upload-attempt.ts";
import type { Ports } from "./ports.ts";
import { readProjectProgress } from "./projects/progress.ts";
import { projectHandlers } from "./projects/routes.ts";
import { dropEvidenceFor } from "./registry/identity-check.ts";
import { registryHandlers } from "./registry/routes.ts";
import { deletePhotos } from "./retention/delete-my-data.ts";
import { retentionHandlers } from "./retention/routes.ts";
import { reviewHandlers } from "./reviews/routes.ts";
import { createSampler } from "./reviews/sampler.ts";
import { findSchoolSystem } from "./school-systems/find-school-system.ts";
import { schoolSystemHandlers } from "./school-systems/routes.ts";
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

export function createContext(
  deps: ContextDeps,
): Omit<ApiDeps, "readiness"> & { readonly rateLimits: RateLimits } {
  const {
    config,
    ports,
    db,
    codec,
    inspect,
    readCodePicture,
    clock,
    ids,
    randomBytes,
    log,
    metrics,
  } = deps;
  const {
    objects,
    jobTable,
    auditKeys,
    links,
    exportLinks,
    notifications,
    lettering,
    warn,
    appid,
  } = ports;
  const rateLimits = createRateLimits({ db, clock, searchHash: ports.searchHash });
  const shared: ServiceDeps = {
    ...{ db, clock, ids, randomBytes, rateLimits, inspect, warn, appid },
    sealer: ports.sealer,
    searchHash: ports.searchHash,
    configuration: createConfiguration(),
    specFiles: ports.specFiles,
    publicUrl: config.publicUrl,
  };
  const queue = createPhotoQueue(shared);
  const findSession = createSessions(shared);
  const readStatus = createStatusReader({ db, queue });
  const photos: PhotoDeps = {
    ...shared,
    codec,
    lettering,
    objects,
    links,
    notifications,
    queue,
    readStatus,
  };
  const payments = { ...shared, providerOf: ports.providerOf };
  const operatorName = config.operator.name;
  return {
    handlers: {
      ...accountHandlers({
        ...shared,
        wechat: ports.wechat,
        sms: ports.sms,
        webSignInUrl: ports.webSignInUrl,
      }),
      ...schoolHandlers(shared),
      ...projectHandlers({ ...shared, wechat: ports.wechat, lettering }),
      ...exportHandlers({
        ...shared,
        objects,
        exportLinks,
        links,
        lists: fileReaders({ ...shared, objects, auditKeys }),
      }),
      ...codeHandlers({ ...shared, issuer: ports.issuer, readPicture: readCodePicture }),
      ...collectionHandlers(shared),
      ...consentHandlers({
        ...shared,
        operator: config.operator,
        deletePhotos: (accountId) => deletePhotos(shared, accountId),
        dropEvidence: (tx, accountId, schoolCode) =>
          dropEvidenceFor(tx, clock, accountId, schoolCode),
      }),
      ...photoHandlers(photos),
      ...helperHandlers({ ...shared, upload: (upload) => uploadAttempt(photos, upload) }),
      ...siteDayHandlers({
        ...shared,
        codes: createOnSiteCodes({ ...shared, issuer: ports.issuer }),
        openHelper: (tx, session) => openHelperOnSite(shared, tx, session),
      }),
      ...retentionHandlers({
        ...shared,
        objects,
        codec,
        makeReceipt: (of) => downloadReceipt({ ...shared, lettering, operatorName }, of),
        leave: (leaving) => endCollection(payments, { ...leaving, move: "leave" }),
        refundOnLeaving: (leaving) => refundAtEnd(db, leaving),
        proofRefusal: (call) => proofRefusal(shared, call),
      }),
      ...paymentHandlers({ ...payments, lettering, objects, operatorName }),
      ...staffHandlers({
        ...shared,
        identityProviders: ports.identityProviders,
        identityReturnUrl: `${config.publicUrl}/console/returned`,
        contextWords: contextWordsOf(operatorName),
      }),
      ...reviewHandlers({
        ...shared,
        objects,
        signPictures: signForReview(photos),
        sample: createSampler(shared.searchHash),
      }),
      ...serviceDeskHandlers({
        ...shared,
        objects,
        resendStatus: resendStatus(shared),
        refundStatus: refundStatus(payments),
      }),
      ...staffCollectionHandlers(shared),
      ...registryHandlers({ ...shared, objects }),
      ...limitHandlers(shared),
      ...configurationHandlers(shared),
      ...schoolSystemHandlers({
        ...shared,
        allowsLoopback: config.demo,
        objects,
        readProgress: (projectId, call) => readProjectProgress(shared, projectId, call),
      }),
      ...auditHandlers({ ...shared, keys: auditKeys, objects, plainObjects: ports.plainObjects }),
      ...healthHandlers({
        ...shared,
        connections: ports,
        objects,
        jobTable,
        countUnsettled: () => countRetryable(db),
      }),
      ...homeHandlers({ ...shared, connectionNames: [...connectionsOf(ports, clock).keys()] }),
      ...messageHandlers({ ...shared, templateIds: config.templateIds }),
    },
    takePaymentNotification: createTakeNotification(payments),
    findCaller: (token, isUse, address) =>
      token.startsWith(apiKeyPrefix)
        ? findSchoolSystem(shared, token, address)
        : findSession(token, isUse),
    limits: createRouteLimits(rateLimits),
    rateLimits,
    addressBound: createRequestBound({
      ...requestLimits.network,
      hits: config.addressRequestsPerMinute,
    }),
    once: createRunOnce(shared),
    uploads: {
      photo: createUploads(uploadLimits.photo, clock),
      code: createUploads(uploadLimits.code, clock),
    },
    staffCookie: config.demo ? staffCookies.demo : staffCookies.production,
    ids,
    log,
    metrics,
    proxies: config.proxies,
  };
}
