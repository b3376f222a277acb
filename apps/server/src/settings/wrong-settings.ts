/** All faults of the settings in one error, each without its value. */
export const wrongSettings = (faults: readonly string[]): Error =>
  new Error(
    `设置有误，请改正后再启动 / These settings are not right; mend them and start again:\n${faults.map((fault) => `  ${fault}`).join("\n")}`,
  );
