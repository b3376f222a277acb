/** How the page looks: paper and ink, red for what needs attention; light and dark from the same names. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #faf9f6; --card: #ffffff; --line: #e2dfd8; --ink: #1f3a5f; --text: #2a2f36; --soft: #6b6f76;
  --fail: #b3261e; --warn: #8a5a00; --pass: #2e6b3f; --dot: #8b93a0; --frame: #cfcac0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16191d; --card: #1e2227; --line: #333941; --ink: #b9cdea; --text: #e3e5e8; --soft: #9aa1ab;
    --fail: #ff8a80; --warn: #e9b44c; --pass: #7cc492; --dot: #7d8794; --frame: #444b55;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: 32px 24px 64px; background: var(--paper); color: var(--text);
  font: 15px/1.6 "PingFang SC", "HarmonyOS Sans SC", MiSans, "Noto Sans CJK SC", system-ui, sans-serif;
  font-variant-numeric: tabular-nums;
}
main { max-width: 1240px; margin: 0 auto; }
h1 { font-size: 28px; color: var(--ink); margin: 0; font-weight: 600; }
h2 { font-size: 22px; color: var(--ink); margin: 48px 0 16px; font-weight: 600; }
h3 { font-size: 15px; margin: 0; font-weight: 600; overflow-wrap: anywhere; }
.soft, .labels, small, summary { color: var(--soft); font-size: 13px; }
.totals { display: grid; grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); gap: 12px; padding: 0; margin: 24px 0 0; }
.totals div { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 12px 16px; }
.totals dt { font-size: 13px; color: var(--soft); }
.totals dd { margin: 0; font-size: 22px; color: var(--ink); }
.plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(400px, 1fr)); gap: 12px; }
.plot { margin: 0; padding: 12px 16px; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.plot figcaption { font-size: 15px; }
.plot code { font-size: 13px; color: var(--soft); }
.plot svg { display: block; width: 100%; height: auto; }
.plot text { font-size: 11px; fill: var(--soft); }
.plot text.fail { fill: var(--fail); }
.plot text.warn { fill: var(--warn); }
.plot .axis { stroke: var(--line); }
.plot .limit.fail { stroke: var(--fail); }
.plot .limit.warn { stroke: var(--warn); stroke-dasharray: 4 3; }
.plot circle { fill: var(--dot); fill-opacity: 0.75; }
.plot circle.labelled { fill: var(--fail); fill-opacity: 1; }
.plot circle.debatable { fill: none; stroke: var(--fail); stroke-width: 1.5; }
.plot span.labelled { color: var(--fail); font-size: 13px; white-space: nowrap; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(440px, 1fr)); gap: 16px; align-items: start; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 16px; }
.labels { margin: 0 0 8px; }
.labels span { margin-right: 16px; }
.labels b { color: var(--text); font-weight: 600; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; align-items: start; }
.frame { position: relative; border: 1px solid var(--frame); line-height: 0; }
.frame img { width: 100%; height: auto; display: block; }
.frame.empty { aspect-ratio: 3 / 4; display: grid; place-items: center; color: var(--soft); font-size: 13px; line-height: 1.6; }
.overlay { position: absolute; inset: 0; width: 100%; height: 100%; }
.overlay g { fill: none; stroke-width: 1.5; }
.overlay g * { vector-effect: non-scaling-stroke; }
.overlay .fail { stroke: #e0392f; }
.overlay .warn { stroke: #f0a92e; }
.overlay .pass, .overlay .unsure { stroke: #3fa35b; visibility: hidden; }
.overlay circle { fill: currentColor; stroke: inherit; fill-opacity: 0; }
.card.pointing .overlay g { visibility: hidden; }
.card.pointing .overlay g.pointed { visibility: visible; stroke-width: 3; }
.card ul { list-style: none; margin: 12px 0 0; padding: 0; }
.card li { padding: 4px 8px; border-left: 3px solid var(--line); margin-bottom: 4px; font-size: 13px; line-height: 1.5; }
.card li[data-id] { cursor: default; }
.card li[data-id]:hover, .card li:focus-visible { background: var(--paper); }
li.found { border-color: var(--pass); } li.found > b { color: var(--pass); }
li.missed, li.alarm { border-color: var(--fail); } li.missed > b, li.alarm > b { color: var(--fail); }
li.debatable { border-color: var(--warn); } li.debatable > b { color: var(--warn); }
span.fail { color: var(--fail); } span.warn { color: var(--warn); } span.pass { color: var(--pass); } span.unsure { color: var(--soft); }
@media (max-width: 520px) { body { padding: 16px; } .plots, .cards { grid-template-columns: 1fr; } }
`;
