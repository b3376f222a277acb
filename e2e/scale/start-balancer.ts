/** Debian's nginx before the APIs, with the settings that are shipped and a certificate of its own. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../debian/free-port.ts";
import { programOf } from "../debian/programs.ts";
import { type ServerProcess, startServer } from "../debian/server-process.ts";
import { root } from "../product/start-product.ts";

export interface Balancer extends ServerProcess {
  readonly url: string;
  readonly certificateFile: string;
}

export async function startBalancer(folder: string, apiPorts: readonly number[]): Promise<Balancer> {
  const own = join(folder, "nginx");
  mkdirSync(own);
  const [certificateFile, keyFile] = [join(own, "fullchain.pem"), join(own, "privkey.pem")];
  const certificate = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=gradphoto"];
  const files = ["-keyout", keyFile, "-out", certificateFile];
  execFileSync("openssl", [...certificate, "-addext", "subjectAltName=IP:127.0.0.1", ...files], { stdio: "ignore" });
  const [port, plainPort] = [await freePort(), await freePort()];
  const shipped = readFileSync(join(root, "deploy", "nginx", "gradphoto.conf"), "utf8");
  const [, usual = ""] = /^ *server 127\.0\.0\.1:3000 (.*);$/m.exec(shipped) ?? [];
  const upstream = apiPorts.map((one) => `    server 127.0.0.1:${one} ${usual};\n`).join("");
  const site = shipped
    .replace(/^ *server 127\.0\.0\.1:\d+ .*\n/gm, "")
    .replace(/^( *keepalive \d+;)/m, `${upstream}$1`)
    .replace(/^ *listen \[::\].*\n/gm, "")
    .replace("listen 80;", `listen 127.0.0.1:${plainPort};`)
    .replace("listen 443 ssl;", `listen 127.0.0.1:${port} ssl;`)
    .replace(/proxy_next_upstream_tries \d+/, `proxy_next_upstream_tries ${apiPorts.length}`)
    .replaceAll("/etc/gradphoto/tls", own);
  const settingsFile = join(own, "nginx.conf");
  writeFileSync(settingsFile, around(own, site));
  const command = [programOf("nginx"), "-p", own, "-e", join(own, "error.log"), "-c", settingsFile];
  const at = { host: "127.0.0.1", port };
  const server = await startServer({ command, logFile: join(folder, "nginx.log"), at });
  return { ...server, url: `https://127.0.0.1:${port}`, certificateFile };
}

/** What Debian's own nginx.conf has around a site. */
const around = (folder: string, site: string): string => `daemon off;
${process.getuid?.() === 0 ? "user root;\n" : ""}worker_processes 1;
pid ${folder}/nginx.pid;
events { worker_connections 8192; }
http {
access_log off;
client_body_temp_path ${folder}/body;
proxy_temp_path ${folder}/proxy;
fastcgi_temp_path ${folder}/fastcgi;
uwsgi_temp_path ${folder}/uwsgi;
scgi_temp_path ${folder}/scgi;
${site}
}
`;
