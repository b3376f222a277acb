/** The one form of a secret key: 32 random bytes in base64, as `gradphoto keys` makes them. */
import { z } from "zod";

/** The 43rd character holds four bits alone: of several spellings of the same bytes one is taken. */
export const keyLetters = "[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=";

export const secretKey = z
  .string()
  .regex(new RegExp(`^${keyLetters}$`), "must be 32 bytes in base64, as gradphoto keys makes them");
