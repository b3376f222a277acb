/** Names of points in the 478-point face mesh. "Right" is the person's right, at the left of an upright picture. */

export const landmark = {
  chin: 152,
  foreheadTop: 10,
  rightCheek: 234,
  leftCheek: 454,
  rightEyeOuter: 33,
  rightEyeInner: 133,
  leftEyeInner: 362,
  leftEyeOuter: 263,
  rightIris: 468,
  leftIris: 473,
  upperLipInner: 13,
  lowerLipInner: 14,
  rightMouthInner: 78,
  leftMouthInner: 308,
  rightMouthCorner: 61,
  leftMouthCorner: 291,
  noseTip: 4,
} as const;

/** Middle of the upper and of the lower lid, right eye first. */
export const lidMiddles = [
  [159, 145],
  [386, 374],
] as const;

/** Right, top, left and bottom of each iris, right eye first. */
export const irisRings = [
  [469, 470, 471, 472],
  [474, 475, 476, 477],
] as const;

export const outline = {
  rightBrow: [70, 63, 105, 66, 107, 55, 65, 52, 53, 46],
  leftBrow: [300, 293, 334, 296, 336, 285, 295, 282, 283, 276],
  rightEye: [33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7],
  leftEye: [263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249],
  faceOval: [
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152,
    148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
  ],
  lowerFace: [
    205, 50, 123, 147, 213, 192, 214, 210, 211, 32, 208, 199, 428, 262, 431, 430, 434, 416, 433,
    376, 352, 280, 425, 2,
  ],
  mouth: [
    57, 43, 106, 182, 83, 18, 313, 406, 335, 273, 287, 410, 322, 391, 393, 164, 167, 165, 92, 186,
  ],
  innerLips: [
    78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95,
  ],
} as const;

/** Lines from the brows up to the top of the mesh, evenly spread across the face. */
export const foreheadLines = {
  bottom: [63, 105, 66, 9, 296, 334, 293],
  top: [103, 67, 109, 10, 338, 297, 332],
} as const;

/** Points at mirrored positions of the face, right first. */
export const mirroredPairs = [
  [50, 280],
  [205, 425],
  [117, 346],
  [69, 299],
  [187, 411],
  [210, 430],
] as const;
