/** Error for invalid settings: a start cannot succeed until they are changed. */

export class WrongSettings extends Error {
  override readonly name = "WrongSettings";
}

/** Combines all faults of the settings into one error, without values. */
export const wrongSettings = (faults: readonly string[]): WrongSettings =>
  new WrongSettings(
    `设置有误，请改正后再启动 / These settings are not right; mend them and start again:\n${faults.map((fault) => `  ${fault}`).join("\n")}`,
  );

/** EX_CONFIG of sysexits.h: the units in deploy/systemd do not restart a program that exits with it. */
export const wrongSettingsCode = 78;

export const exitCodeOf = (error: unknown): number => (error instanceof WrongSettings ? wrongSettingsCode : 1);
