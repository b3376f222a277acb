/** Settings that are refused: a start cannot succeed until somebody changes them. */

export class WrongSettings extends Error {
  override readonly name = "WrongSettings";
}

/** All faults of the settings in one error, each without its value. */
export const wrongSettings = (faults: readonly string[]): WrongSettings =>
  new WrongSettings(
    `设置有误，请改正后再启动 / These settings are not right; mend them and start again:\n${faults.map((fault) => `  ${fault}`).join("\n")}`,
  );

/** EX_CONFIG of sysexits.h: the units of deploy/systemd do not start a program again that ends with it. */
export const wrongSettingsCode = 78;

export const exitCodeOf = (error: unknown): number => (error instanceof WrongSettings ? wrongSettingsCode : 1);
