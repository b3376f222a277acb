/** Stores the student's session, as the student app does, or removes it for a new student, and opens the app. */
const { token, to } = document.currentScript.dataset;
if (token === "") localStorage.removeItem("gradphoto-session");
else localStorage.setItem("gradphoto-session", token);
location.replace(to);
