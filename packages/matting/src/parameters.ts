/** The numbers of the method, shared by the reference and the compiled kernel. */

/** Rounded to single precision, in which both sides compare. A coarse alpha above this is person, below the second is background. Measured on 12 portraits. */
export const surePersonAlpha = Math.fround(0.95);
export const sureBackgroundAlpha = Math.fround(0.05);

/** A pixel is taken for hair when the hair map and the coarse alpha both exceed these. */
export const hairLikelihood = Math.fround(0.4);
export const hairPersonAlpha = Math.fround(0.3);

/** Chessboard radii in pixels at 480 × 640: how far the sure regions draw back from their edges. */
export const nearHairPx = 12;
export const plainMarginPx = 2;
export const hairPersonMarginPx = 6;
export const hairBackgroundMarginPx = 9;

/** Guided filter: radius in half-resolution pixels, regularisation on values 0..1. */
export const guidedRadius = 3;
export const guidedEpsilon = 1e-4;

/**
 * Closed-form matting: a window's regularisation is windowEpsilon × (its mean light + darkestLight), on values 0..1. Noise
 * is even in code values, so in linear light it shrinks with the light (the slope of a square root, squared): without this
 * black hair before a black wall drowns in the regularisation and gets a halo.
 */
export const windowEpsilon = 8e-5;
export const darkestLight = 0.002;

/**
 * Pull of the equations towards the prior. On synthetic portraits 0.01 has a third more alpha error; on photos 0.001
 * lets busy walls leak into light hair.
 */
export const priorWeight = 0.003;

/** Conjugate gradients stop when the preconditioned residual has shrunk to this share of the start. */
export const solverTolerance = 3e-3;
/** Residual energy per unknown pixel below which only rounding is left to solve. */
export const negligibleEnergy = 1e-6;
/** Photos need about 75 steps; the cap bounds the time of a picture in which everything is unknown. */
export const maxIterations = 200;

/** Blur-fusion: box radii of 30 px at quarter size and 3 px at half size, rounded to whole cells. */
export const wideFusionRadius = 8;
export const narrowFusionRadius = 2;
