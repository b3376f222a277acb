/** Parameters of the method, shared by the reference and the compiled kernel. */

/**
 * Coarse alpha above which a pixel is person, and below the second value background. Rounded to single precision, in
 * which both sides compare. Measured on 12 portraits.
 */
export const surePersonAlpha = Math.fround(0.95);
export const sureBackgroundAlpha = Math.fround(0.05);

/** Values of the hair map and of the coarse alpha that a pixel of hair exceeds. */
export const hairLikelihood = Math.fround(0.4);
export const hairPersonAlpha = Math.fround(0.3);

/** Chessboard radii in pixels at 480 × 640, by which the certain regions are shrunk from their edges. */
export const nearHairPx = 12;
export const plainMarginPx = 2;
export const hairPersonMarginPx = 6;
export const hairBackgroundMarginPx = 9;

/** Guided filter: radius in half-resolution pixels, and regularisation on values 0..1. */
export const guidedRadius = 3;
export const guidedEpsilon = 1e-4;

/**
 * Closed-form matting: a window's regularisation is windowEpsilon × (its mean light + darkestLight), on values 0..1.
 * Noise is even in code values, so in linear light it shrinks with the light (the slope of a square root, squared).
 * Without this, the regularisation exceeds the contrast of black hair before a black wall, which then gets a halo.
 */
export const windowEpsilon = 8e-5;
export const darkestLight = 0.002;

/**
 * Pull of the equations towards the prior. On synthetic portraits 0.01 has a third more alpha error; on photos 0.001
 * lets busy walls leak into light hair.
 */
export const priorWeight = 0.003;

/** Share of the initial preconditioned residual at which conjugate gradients stop. */
export const solverTolerance = 3e-3;
/** Residual energy per unknown pixel below which only rounding is left to solve. */
export const negligibleEnergy = 1e-6;
/**
 * Maximum number of steps. Photos need about 75; the limit bounds the time of a picture in which everything is unknown.
 */
export const maxIterations = 200;

/** Blur-fusion: box radii of 30 px at quarter size and 3 px at half size, rounded to integer cells. */
export const wideFusionRadius = 8;
export const narrowFusionRadius = 2;
