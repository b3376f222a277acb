/** The address of a picture of the service, whole where the app does not come from it. */
import { platform } from "../platform/index.ts";

export const shownPicture = (url: string): string => `${platform.baseUrl}${url}`;
