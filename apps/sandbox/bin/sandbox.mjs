#!/usr/bin/env node
// Starts the stand-ins from their TypeScript sources through the pinned loader.
import { register } from "tsx/esm/api";

register();
await import("../src/main.ts");
