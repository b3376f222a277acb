/** Schema of a secret key: 32 random bytes in base64, as `gradphoto keys` generates them. */
import { z } from "zod";

/** The 43rd character holds only four bits: only one of several encodings of the same bytes is accepted. */
export const keyLetters = "[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=";

export const secretKey = z
  .string()
  .regex(new RegExp(`^${keyLetters}$`), "must be 32 bytes in base64, as gradphoto keys makes them");
