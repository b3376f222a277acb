/** Debian's radosgw, which speaks S3 and checks signatures, with one bucket. */
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { AwsClient } from "aws4fetch";
import type { Network } from "./network.ts";
import { programOf } from "./programs.ts";
import { freePort, type ServerProcess, startServer } from "./server-process.ts";

export interface Store extends ServerProcess {
  readonly url: string;
  readonly key: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Settings of the product. */
  readonly settings: { readonly GRADPHOTO_OBJECTS: string; readonly GRADPHOTO_S3_KEY: string };
}

export const bucket = "photos";

/** Starts the store in `folder`, which it creates. */
export async function startStore(folder: string, network: Network): Promise<Store> {
  const port = network.isOwn ? 8480 : await freePort();
  const settingsFile = join(folder, "ceph.conf");
  mkdirSync(folder, { recursive: true });
  writeFileSync(settingsFile, settingsOf(folder, `${network.address}:${port}`));
  const [id, secret] = [randomBytes(10).toString("hex"), randomBytes(20).toString("hex")];
  const makeUser = ["user", "create", "--uid=gradphoto", "--display-name=gradphoto"];
  const keys = [`--access-key=${id}`, `--secret-key=${secret}`];
  execFileSync(
    programOf("radosgw-admin"),
    [...makeUser, ...keys, "-c", settingsFile, "--no-mon-config"],
    {
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  const server = await startServer({
    command: network.inside([
      programOf("radosgw"),
      "-f",
      "-n",
      "client.rgw",
      "-c",
      settingsFile,
      "--no-mon-config",
    ]),
    logFile: join(folder, "radosgw.log"),
    at: { host: network.address, port },
  });
  const url = `http://${network.address}:${port}`;
  const key = { accessKeyId: id, secretAccessKey: secret };
  try {
    await makeBucket(`${url}/${bucket}`, key);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    ...server,
    url,
    key,
    settings: { GRADPHOTO_OBJECTS: `${url}/${bucket}`, GRADPHOTO_S3_KEY: `${id}:${secret}` },
  };
}

/** Settings with one SQLite file instead of a cluster. */
const settingsOf = (folder: string, endpoint: string): string => `[global]
no_mon_config = true
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
log_file = ${folder}/rgw.log
debug_rgw = 0
admin_socket = ${folder}/rgw.asok
pid_file = ${folder}/rgw.pid
run_dir = ${folder}
[client]
rgw_backend_store = dbstore
rgw_config_store = dbstore
dbstore_db_dir = ${folder}
dbstore_config_uri = file://${folder}/config.db
rgw_data = ${folder}
rgw_frontends = beast endpoint=${endpoint}
`;

async function makeBucket(bucketUrl: string, key: Store["key"]): Promise<void> {
  const client = new AwsClient({ ...key, service: "s3", region: "us-east-1", retries: 0 });
  const endsAt = performance.now() + 30_000;
  for (;;) {
    const answer = await client.fetch(bucketUrl, { method: "PUT" }).catch(() => null);
    if (answer?.ok) return;
    if (performance.now() > endsAt)
      throw new Error(`The store makes no bucket: ${answer?.status ?? "no answer"}`);
    await delay(200);
  }
}
