/** Labels of the test photos that are wrong, each with what was seen; applied where the labels are read. */

export interface LabelCorrection {
  /** Reasons that are there and were not labelled. */
  readonly missing?: readonly string[];
  /** Labelled reasons that are not there. */
  readonly wrong?: readonly string[];
  /** Reasons that careful people differ about. */
  readonly debatable?: readonly string[];
  readonly why: string;
}

/** By file name. */
export const labelCorrections: Readonly<Record<string, LabelCorrection>> = {};

interface Labels {
  readonly file: string;
  readonly expected: readonly string[];
  readonly debatable: readonly string[];
}

export function correctLabels<Photo extends Labels>(photo: Photo): Photo {
  const correction = labelCorrections[photo.file];
  if (!correction) return photo;
  const { missing = [], wrong = [], debatable = [] } = correction;
  const settled = [...missing, ...wrong, ...debatable];
  return {
    ...photo,
    expected: [...photo.expected.filter((id) => !wrong.includes(id) && !debatable.includes(id)), ...missing],
    debatable: [...photo.debatable.filter((id) => !settled.includes(id)), ...debatable],
  };
}
