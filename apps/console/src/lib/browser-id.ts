/** Random id by which the service recognizes this browser, so that login attempts by strangers cannot lock it out. */
const key = "gradphoto-console-browser";

export function browserId(): string {
  const id = localStorage.getItem(key) ?? crypto.randomUUID();
  localStorage.setItem(key, id);
  return id;
}
