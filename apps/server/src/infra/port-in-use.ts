/** Error text for a port that is in use, with the setting that chooses another one. */

export function portInUse(
  error: unknown,
  { port, setting }: { readonly port: number; readonly setting: string },
): unknown {
  if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) return error;
  return new Error(
    `端口 ${port} 已被占用，可能是另一个 GradPhoto；请停下它，或换一个端口 / Port ${port} is in use, perhaps by another GradPhoto: stop that one, or choose another port: ${setting}=${port + 1}`,
    { cause: error },
  );
}
