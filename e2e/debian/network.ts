/**
 * Network namespace for one server, whose link can be cut; or this machine's own network if namespaces are not allowed.
 */
import { spawnSync } from "node:child_process";

export interface Network {
  /** Address of a server in the network. */
  readonly address: string;
  readonly isOwn: boolean;
  /** Returns the command that runs `command` in the network. */
  readonly inside: (command: readonly string[]) => readonly string[];
  /** Cuts the link; without a namespace, suspends `pid`. */
  readonly cut: (pid: number) => void;
  readonly repair: (pid: number) => void;
  readonly remove: () => void;
}

function ip(...words: readonly string[]): void {
  const { status, stderr, error } = spawnSync("ip", words, { encoding: "utf8" });
  if (status !== 0) throw new Error(`ip ${words.join(" ")}: ${error?.message ?? stderr.trim()}`);
}

/**
 * Opens a network. `number` counts the networks of one run from 0. `why` receives the reason if there is no namespace.
 */
export function openNetwork(name: string, number: number, why: (reason: string) => void): Network {
  const space = `gradphoto-${name}-${process.pid}`;
  const cable = `gp${number}-${process.pid}`;
  const net = `10.213.${process.pid % 250}`;
  const [here, there] = [`${net}.${number * 4 + 1}`, `${net}.${number * 4 + 2}`];
  const remove = (): void => {
    // This deletes the link as well.
    spawnSync("ip", ["netns", "delete", space], { stdio: "ignore" });
    spawnSync("ip", ["link", "delete", cable], { stdio: "ignore" });
  };
  try {
    ip("netns", "add", space);
    ip("link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", space);
    ip("address", "add", `${here}/30`, "dev", cable);
    ip("link", "set", cable, "up");
    ip("-n", space, "address", "add", `${there}/30`, "dev", "eth0");
    ip("-n", space, "link", "set", "lo", "up");
    ip("-n", space, "link", "set", "eth0", "up");
  } catch (error) {
    remove();
    why(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    return thisMachine;
  }
  return {
    address: there,
    isOwn: true,
    inside: (command) => ["ip", "netns", "exec", space, ...command],
    cut: () => ip("-n", space, "link", "set", "eth0", "down"),
    repair: () => ip("-n", space, "link", "set", "eth0", "up"),
    remove,
  };
}

/** This machine's network. It has no link to cut, so the process is suspended. */
export const thisMachine: Network = {
  address: "127.0.0.1",
  isOwn: false,
  inside: (command) => command,
  cut: (pid) => void process.kill(pid, "SIGSTOP"),
  repair: (pid) => void process.kill(pid, "SIGCONT"),
  remove: () => {},
};
