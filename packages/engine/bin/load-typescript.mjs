/** Lets Node import TypeScript sources in this thread; entry points import it before anything written in TypeScript. */
import { register } from "tsx/esm/api";

register();
