/** A random value by which the service knows this browser again: strangers' guesses then keep nobody out of it. */
const key = "gradphoto-console-browser";

export function browserId(): string {
  const id = localStorage.getItem(key) ?? crypto.randomUUID();
  localStorage.setItem(key, id);
  return id;
}
