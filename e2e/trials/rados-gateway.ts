/** A bucket of Ceph's gateway, from Debian's package, that keeps its objects in a folder. */
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { waitUntil } from "../people/wait-until.ts";
import { endGently } from "../product/end-gently.ts";
import { freePort } from "./free-port.ts";
import { findProgram, runDebian } from "./run-program.ts";

const accessKey = "trialaccesskey";
const secretKey = "trialsecretkeytrialsecretkey";
export const bucket = "photos";

export interface RadosGateway {
  /** What the product is told. */
  readonly settings: { readonly GRADPHOTO_OBJECTS: string; readonly GRADPHOTO_S3_KEY: string };
  /** What rclone is told: its remote is called s3. */
  readonly rclone: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/** With one empty bucket. */
export async function startRadosGateway(folder: string): Promise<RadosGateway> {
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const conf = join(folder, "radosgw.conf");
  writeFileSync(conf, configurationOf(folder, port));
  const flags = ["-c", conf, "--no-mon-config"];
  const keys = ["--access-key", accessKey, "--secret-key", secretKey];
  await runDebian("radosgw-admin", ["user", "create", "--uid=trial", "--display-name=trial", ...keys, ...flags]);
  const gateway = spawn(findProgram("radosgw") ?? "radosgw", ["-f", "-n", "client.rgw", ...flags], { stdio: "ignore" });
  await waitUntil(
    "radosgw",
    () =>
      fetch(url).then(
        () => true,
        () => false,
      ),
    (up) => up,
    60_000,
  );
  const rclone = {
    RCLONE_CONFIG_S3_TYPE: "s3",
    RCLONE_CONFIG_S3_PROVIDER: "Ceph",
    RCLONE_CONFIG_S3_ACCESS_KEY_ID: accessKey,
    RCLONE_CONFIG_S3_SECRET_ACCESS_KEY: secretKey,
    RCLONE_CONFIG_S3_ENDPOINT: url,
    RCLONE_CONFIG: join(folder, "rclone.conf"),
  };
  writeFileSync(rclone.RCLONE_CONFIG, "");
  await runDebian("rclone", ["mkdir", `s3:${bucket}`], rclone);
  return {
    settings: { GRADPHOTO_OBJECTS: `${url}/${bucket}`, GRADPHOTO_S3_KEY: `${accessKey}:${secretKey}` },
    rclone,
    stop: () => endGently(gateway),
  };
}

const configurationOf = (folder: string, port: number): string => `[global]
no_mon_config = true
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
log_file = ${folder}/rgw.log
admin_socket = ${folder}/rgw.asok
pid_file = ${folder}/rgw.pid
run_dir = ${folder}
[client]
rgw_backend_store = dbstore
rgw_config_store = dbstore
dbstore_db_dir = ${folder}
dbstore_config_uri = file://${folder}/config.db
rgw_data = ${folder}
rgw_frontends = beast endpoint=127.0.0.1:${port}
`;
