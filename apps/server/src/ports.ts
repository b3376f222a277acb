/** Adapters to external systems, created once from the settings and passed to handlers and jobs. */
import { createAuditKeys } from "./core/audit/audit-keys.ts";
import { readSpecFiles, specFileFaultText } from "./core/photo-standard/spec-files.ts";
import type { ServiceDeps } from "./core/service-deps.ts";
import { paymentNotificationsPath } from "./http/payment-notifications.ts";
import { createHttpIssuer } from "./infra/collection-code-issuer/http-issuer.ts";
import { openListening } from "./infra/db/database.ts";
import { createNotifications } from "./infra/db/notifications.ts";
import { openIdentityProviders } from "./infra/identity-provider/identity-providers.ts";
import { createJobTable } from "./infra/jobs/job-table.ts";
import { openLettering } from "./infra/lettering/lettering.ts";
import type { Log } from "./infra/log.ts";
import {
  countIdentityProvider,
  countIssuer,
  countPay,
  countRegistry,
  countSms,
  countWechat,
} from "./infra/metrics/count-calls.ts";
import type { Metrics } from "./infra/metrics/metrics.ts";
import { encrypted } from "./infra/object-store/encrypted.ts";
import { traceStore } from "./infra/object-store/stored-objects.ts";
import { createOperatorProof } from "./infra/operator-proof.ts";
import { openPayProviders } from "./infra/pay/pay-providers.ts";
import { createPictureLinks } from "./infra/picture-links.ts";
import { createHttpRegistry } from "./infra/registry/http-registry.ts";
import { createSealer } from "./infra/sealing/seal.ts";
import { createSearchHash } from "./infra/sealing/search-hash.ts";
import { createSignedLinks } from "./infra/signed-links.ts";
import { createPostWebhook } from "./infra/webhooks/post-webhook.ts";
import { createAccessToken } from "./infra/wechat/access-token.ts";
import { createHttpWechat } from "./infra/wechat/http-wechat.ts";
import type { ServiceConfig, ServiceSecrets } from "./settings/service-config.ts";

export interface PortDeps extends Pick<ServiceDeps, "db" | "clock" | "randomBytes"> {
  readonly config: ServiceConfig;
  readonly secrets: Omit<ServiceSecrets, "databaseUrl">;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Time limit of a call, because a user waits for each of these responses. */
const timeoutMs = 8000;
/** Time limit of a payment call. Starting an order may call its provider twice. */
const payTimeoutMs = 4000;

export function openPorts({ config, secrets, db, clock, randomBytes, log, metrics }: PortDeps) {
  const warn = (fields: object, message: string): void => log.warn(fields, message);
  const { miniProgram, officialAccount } = secrets;
  const stored = traceStore(secrets.objects);
  const specFiles = readSpecFiles(config.specsFolder);
  for (const fault of specFiles.faults) warn({}, `photo spec: ${specFileFaultText(fault).en}`);
  const providerOf = openPayProviders(secrets.payProviders, (provider, open) =>
    countPay(
      provider,
      open({
        notifyUrl: `${config.publicUrl}${paymentNotificationsPath(provider)}`,
        wechatAppids: { miniProgram: miniProgram.appid, officialAccount: officialAccount.appid },
        timeoutMs: payTimeoutMs,
        clock,
        warn,
      }),
      metrics,
    ),
  );
  return {
    sealer: createSealer(secrets.sealKeys, randomBytes),
    searchHash: createSearchHash(secrets.searchKey),
    wechat: countWechat(
      createHttpWechat({
        baseUrl: config.wechatUrl,
        miniProgram,
        officialAccount,
        timeoutMs,
        warn,
      }),
      metrics,
    ),
    /** Requests a new token each time, without metrics, for checks. */
    probeMiniProgram: () =>
      createAccessToken({
        url: new URL(`${config.wechatUrl.replace(/\/+$/, "")}/cgi-bin/stable_token`),
        app: miniProgram,
        timeoutMs,
      }).current(),
    uncountedSms: secrets.openSms({ timeoutMs, warn: () => {} }),
    webSignInUrl: `${config.wechatPagesUrl}/connect/oauth2/authorize?appid=${officialAccount.appid}&response_type=code&scope=snsapi_userinfo`,
    sms: countSms(secrets.openSms({ timeoutMs, warn }), metrics),
    issuer: countIssuer(
      createHttpIssuer({
        baseUrl: config.issuerUrl,
        key: secrets.issuerKey,
        lastFourKey: secrets.issuerLastFourKey,
        timeoutMs,
      }),
      metrics,
    ),
    providerOf,
    identityProviders: openIdentityProviders(
      secrets.identityProviders,
      { key: secrets.linkKey, timeoutMs, warn },
      (provider) => countIdentityProvider(provider, metrics),
    ),
    /** Opens new instances each time, without metrics, for checks. */
    openIdentityProviders: () =>
      openIdentityProviders(
        secrets.identityProviders,
        { key: secrets.linkKey, timeoutMs, warn: () => {} },
        (provider) => provider,
      ),
    payProviders: [...secrets.payProviders.keys()],
    /** App id of the mini-program, which sends WeChat's messages. */
    appid: miniProgram.appid,
    registry: countRegistry(
      createHttpRegistry({ baseUrl: config.registryUrl, key: secrets.registryKey, timeoutMs }),
      metrics,
    ),
    /** Unencrypted store for objects that others read without the service's keys. */
    plainObjects: stored,
    objects: encrypted(stored, secrets.objectKeys, randomBytes),
    jobTable: createJobTable(db),
    auditKeys: createAuditKeys(secrets.auditKeys),
    links: createPictureLinks(secrets.linkKey, clock),
    exportLinks: createSignedLinks(secrets.linkKey, clock, { domain: "export", validS: 3600 }),
    operatorProof: createOperatorProof(secrets.linkKey, clock),
    notifications: createNotifications(
      secrets.listenDatabaseUrl === null ? db.$client : openListening(secrets.listenDatabaseUrl),
    ),
    lettering: openLettering(),
    specFiles,
    postWebhook: createPostWebhook({ allowsLoopback: config.demo }),
    warn,
  };
}

export type Ports = ReturnType<typeof openPorts>;
