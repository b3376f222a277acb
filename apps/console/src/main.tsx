/** Entry point of the console. */
import "./lib/page-nonce.ts";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import "./console.css";

const place = document.getElementById("console");
if (!place) throw new Error("The page has no place for the console");
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
