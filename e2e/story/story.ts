/** `npm run story`: tells one student's whole way over HTTP, each step with its result. */
import { tellStory } from "./tell-story.ts";

const { steps, failed, state, photoVerified } = await tellStory();
process.stdout.write(`${JSON.stringify({ story: "student", steps, failed, state, photoVerified })}\n`);
process.exit(failed === 0 && photoVerified ? 0 : 1);
