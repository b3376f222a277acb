/** Stores the student's session, as the student app does, and opens the app. */
const { token, to } = document.currentScript.dataset;
localStorage.setItem("gradphoto-session", token);
location.replace(to);
