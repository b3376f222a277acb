/** A network of its own for one server, whose cable can be pulled; where the machine gives none, this machine's own. */
import { spawnSync } from "node:child_process";

export interface Network {
  /** At which a server in it is reached. */
  readonly address: string;
  readonly isOwn: boolean;
  /** The command that runs `command` in it. */
  readonly inside: (command: readonly string[]) => readonly string[];
  /** Nothing comes through any more; `pid` is held still where there is no cable. */
  readonly cut: (pid: number) => void;
  readonly mend: (pid: number) => void;
  readonly remove: () => void;
}

function ip(...words: readonly string[]): void {
  const { status, stderr, error } = spawnSync("ip", words, { encoding: "utf8" });
  if (status !== 0) throw new Error(`ip ${words.join(" ")}: ${error?.message ?? stderr.trim()}`);
}

/** `number`: 0, 1, 2 … of the networks of one run. `why`: told where the machine gives none. */
export function openNetwork(name: string, number: number, why: (reason: string) => void): Network {
  const space = `gradphoto-${name}-${process.pid}`;
  const cable = `gp${number}-${process.pid}`;
  const net = `10.213.${process.pid % 250}`;
  const [here, there] = [`${net}.${number * 4 + 1}`, `${net}.${number * 4 + 2}`];
  const remove = (): void => {
    // The cable goes with it.
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
    mend: () => ip("-n", space, "link", "set", "eth0", "up"),
    remove,
  };
}

/** No cable: whoever is to be cut off is held still. */
export const thisMachine: Network = {
  address: "127.0.0.1",
  isOwn: false,
  inside: (command) => command,
  cut: (pid) => void process.kill(pid, "SIGSTOP"),
  mend: (pid) => void process.kill(pid, "SIGCONT"),
  remove: () => {},
};
