/** A seccomp filter as the kernel reads it (classic BPF): what no decoder of pictures ever asks of a kernel is refused. */

interface Machine {
  /** AUDIT_ARCH_* of linux/audit.h. */
  readonly audit: number;
  /** Network, signals to others, their limits and priorities, mounts, keys, modules, tracing. */
  readonly refused: readonly number[];
}

/** Numbers of the same calls on both: sockets; kill, rt_sigqueueinfo, tkill, tgkill, rt_tgsigqueueinfo, setpriority, prlimit64; tracing, mounts and namespaces, keys, modules, io_uring, pidfd. */
const machines: Readonly<Record<string, Machine>> = {
  x64: {
    audit: 0xc000003e,
    refused: [
      ...[41, 42, 49, 50],
      ...[62, 129, 200, 234, 297, 141, 302],
      ...[101, 310, 311, 312, 298, 321, 323, 135, 103],
      ...[165, 166, 155, 161, 272, 308, 304, 163, 167, 169],
      ...[248, 249, 250],
      ...[175, 176, 313, 246, 320],
      ...[425, 426, 427, 424, 434, 438],
    ],
  },
  arm64: {
    audit: 0xc00000b7,
    refused: [
      ...[198, 203, 200, 201],
      ...[129, 138, 130, 131, 240, 140, 261],
      ...[117, 270, 271, 272, 241, 280, 282, 92, 116],
      ...[40, 39, 41, 51, 97, 268, 265, 89, 224, 142],
      ...[217, 218, 219],
      ...[105, 106, 273, 104, 294],
      ...[425, 426, 427, 424, 434, 438],
    ],
  },
};

const [loadWord, jumpIfEqual, jumpIfAtLeast, answer] = [0x20, 0x15, 0x35, 0x06];
const [numberAt, machineAt] = [0, 4];
const allow = 0x7fff0000;
const refuseAsNotPermitted = 0x00050001;
/** Calls of the x32 ABI, which nothing here uses, begin there. */
const firstX32 = 0x40000000;

/** null for a machine whose calls are not known here. */
export function seccompFilter(arch: string): Buffer | null {
  const machine = machines[arch];
  if (!machine) return null;
  const { audit, refused } = machine;
  const steps: (readonly [code: number, ifTrue: number, ifFalse: number, value: number])[] = [
    [loadWord, 0, 0, machineAt],
    // Another machine's numbers mean other calls.
    [jumpIfEqual, 1, 0, audit],
    [answer, 0, 0, refuseAsNotPermitted],
    [loadWord, 0, 0, numberAt],
    [jumpIfAtLeast, refused.length + 1, 0, firstX32],
    ...refused.map((number, i) => [jumpIfEqual, refused.length - i, 0, number] as const),
    [answer, 0, 0, allow],
    [answer, 0, 0, refuseAsNotPermitted],
  ];
  const program = Buffer.alloc(steps.length * 8);
  steps.forEach(([code, ifTrue, ifFalse, value], i) => {
    program.writeUInt16LE(code, i * 8);
    program.writeUInt8(ifTrue, i * 8 + 2);
    program.writeUInt8(ifFalse, i * 8 + 3);
    program.writeUInt32LE(value, i * 8 + 4);
  });
  return program;
}
