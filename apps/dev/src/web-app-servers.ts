/** Dev servers of the web apps, each with its own build tool. They reload the page and proxy requests to the API. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { choosePort } from "./choose-port.ts";
import { appFolder, type Environment } from "./places.ts";
import type { ChildProgram } from "./supervise-process.ts";

const host = "127.0.0.1";
const studentPort = 3100;
const consolePort = 3200;

export async function studentServer(env: Environment, apiUrl: string): Promise<ChildProgram> {
  const port = await choosePort({ host, port: studentPort, isFixed: false });
  return {
    name: "student",
    ...toolOf("student", "@tarojs/cli", "bin/taro"),
    args: ["build", "--type", "h5", "--watch", "--port", String(port)],
    env: { ...env, NODE_ENV: "development", GRADPHOTO_API_URL: apiUrl },
    address: `http://${host}:${port}/`,
  };
}

export async function consoleServer(env: Environment, apiUrl: string): Promise<ChildProgram> {
  const port = await choosePort({ host, port: consolePort, isFixed: false });
  return {
    name: "console",
    ...toolOf("console", "vite", "bin/vite.js"),
    args: ["--host", host, "--port", String(port), "--strictPort", "--logLevel", "warn"],
    env: { ...env, NODE_ENV: "development", GRADPHOTO_API_URL: apiUrl },
    address: `http://${host}:${port}/console/`,
  };
}

/** Starts a tool in the app's folder; it ends with this process. */
function toolOf(app: string, tool: string, program: string) {
  const cwd = appFolder(app);
  const manifest = createRequire(join(cwd, "package.json")).resolve(`${tool}/package.json`);
  const endWithParent = fileURLToPath(new URL("./end-with-parent.ts", import.meta.url));
  return { cwd, file: join(dirname(manifest), program), execArgv: ["--import", endWithParent] };
}
