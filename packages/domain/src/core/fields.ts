/** The fields that several routes share, each cleaned the same way. */
import { z } from "zod";
import { allProvinces } from "./provinces.ts";
import { tones } from "./tones.ts";

export const bilingualSchema = z.object({ zh: z.string(), en: z.string() });

/** Text typed or sent by anybody: full-width forms made plain, NUL (which the database refuses) left out, trimmed. */
export const typedText = (maxLength: number) =>
  z
    .string()
    .overwrite((text) => text.normalize("NFKC").replaceAll("\0", "").trim())
    .min(1)
    .max(maxLength);

/** Sentences for people to read: their punctuation stays as it was written. */
export const writtenText = (maxLength: number) =>
  z
    .string()
    .overwrite((text) => text.normalize("NFC").replaceAll("\0", "").trim())
    .min(1)
    .max(maxLength);

/** As `writtenText`, and it may be empty. */
export const optionalWrittenText = (maxLength: number) =>
  z
    .string()
    .overwrite((text) => text.normalize("NFC").replaceAll("\0", "").trim())
    .max(maxLength);

/** Chosen among what the service itself told, kept as it came: it may be empty. */
export const chosenText = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .refine((text) => !text.includes("\0"));

/** A token made by a machine, kept as it came. */
export const token = (maxLength: number) =>
  z
    .string()
    .min(1)
    .max(maxLength)
    .regex(/^[\x21-\x7e]+$/);

/** As the service makes them; what the outside names by an id of its own is a `token`. */
export const id = z.stringFormat("uuid", /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

/** Made by the client for one act and kept over its retries. */
export const idempotencyKey = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);

/** UTC instant as ISO text. */
export const instant = z.iso.datetime();

const ofThisMillennium = (text: string): boolean => text.startsWith("2");

/** A day in Beijing that somebody asks for. The database knows no year 0. */
export const askedDay = z.iso.date().refine(ofThisMillennium);

/** An instant that somebody chooses. */
export const chosenInstant = instant.refine(ofThisMillennium);

/** Money in fen. */
export const fen = z.int().min(0);

/** Rows of one page. */
export const pageLimit = z.coerce.number<number | string>().int().min(1).max(100);

/** `next` of the page before: milliseconds and id of its last row. */
export const pageCursor = z
  .string()
  .regex(/^\d{1,15}_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  .refine((cursor) => Number.parseInt(cursor, 10) < Date.UTC(3000, 0, 1));

export const tone = z.enum(tones);

/** A code that may grow: clients show the label beside it and never fail on an unknown one. */
export const openCode = z.string();

export const customerService = z.object({ hotline: z.string(), hours: bilingualSchema });

/** By the first two digits of GB/T 2260. */
export const province = z.enum(allProvinces);

/** 院系 by its name; which spelling it is of, `placeKey` says. */
export const department = typedText(200);

/** Five digits. */
export const schoolCode = z.string().regex(/^\d{5}$/);
