/** The page: one photo in, original and result side by side, every finding with its place in the picture. */
import {
  type Bilingual,
  clauseJudges,
  clausesJudgedBy,
  type Finding,
  type Language,
  type NamedPhotoSpec,
  type Report,
  toldFindings,
  verdictWords,
} from "@gradphoto/domain";
import { createOverlay, drawShapes } from "./overlay.ts";
import { clausesWords, countWords, reportWords, words } from "./words.ts";

interface Answer {
  readonly kind: "made" | "refused" | "unreadable";
  readonly report: Report;
  /** Base64 JPEG. */
  readonly photo: string | null;
}

let language: Language = navigator.language.startsWith("zh") ? "zh" : "en";
let shown: { answer: Answer; file: File } | null = null;
let sourceUrl: string | null = null;
let requests = 0;

const say = (text: Bilingual): string => text[language];

function find<T extends Element>(selector: string, type: new () => T): T {
  const element = document.querySelector(selector);
  if (!(element instanceof type)) throw new Error(`the page lacks ${selector}`);
  return element;
}

const fileInput = find("#file", HTMLInputElement);
const specSelect = find("#spec", HTMLSelectElement);
const status = find("#status", HTMLElement);
const drop = find("#drop", HTMLElement);
const outcome = find("#outcome", HTMLElement);
const languageButton = find("#language", HTMLButtonElement);

async function loadSpecs(): Promise<void> {
  const specs: readonly NamedPhotoSpec[] = await (await fetch("/try/api/specs")).json();
  specSelect.replaceChildren(...specs.map((spec) => new Option(say(spec.name), spec.id)));
}

async function send(file: File): Promise<void> {
  const turn = ++requests;
  outcome.hidden = true;
  status.className = "working";
  status.textContent = say(words.working);
  try {
    const response = await fetch(`/try/api/standardize?spec=${encodeURIComponent(specSelect.value)}`, {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body: file,
    });
    const answer = await response.json();
    if (turn !== requests) return;
    status.className = "";
    status.textContent = response.ok ? "" : say(answer.detail);
    if (!response.ok) return;
    shown = { answer, file };
    await show(answer, file);
  } catch {
    if (turn !== requests) return;
    status.className = "";
    status.textContent = say(words.unreachable);
  }
}

async function show({ kind, report, photo }: Answer, file: File): Promise<void> {
  const verdict = find("#verdict", HTMLElement);
  verdict.className = `verdict ${report.verdict}`;
  verdict.textContent = say(reportWords[report.verdict]);
  const source = await showSource(file, report);
  const result = showResult(photo, report);
  find("#result-caption", HTMLElement).textContent = say(
    photo === null ? words.noResult : kind === "made" ? words.result : words.preview,
  );
  const point = (finding: Finding | null): void => {
    source?.replaceChildren();
    result?.replaceChildren();
    const svg = finding?.overlay?.on === "result" ? result : source;
    if (finding?.overlay && svg) drawShapes(svg, finding.overlay.shapes, finding.verdict);
  };
  const { toLookAt, unjudged, notes, passed } = toldFindings(report.findings);
  const open = [...toLookAt, ...notes];
  find("#findings", HTMLElement).replaceChildren(...open.map((finding) => itemOf(finding, point)));
  fold(
    "unjudged",
    unjudged.map(({ message }) => lineOf(message)),
  );
  fold(
    "passed",
    passed.map((finding) => itemOf(finding, point)),
  );
  showPeople();
  find("#numbers pre", HTMLElement).textContent = JSON.stringify(report, null, 2);
  point(open.find((finding) => finding.overlay) ?? null);
  outcome.hidden = false;
}

/** One line that opens. */
function fold(id: "unjudged" | "passed", items: readonly HTMLLIElement[]): void {
  find(`#${id}`, HTMLDetailsElement).hidden = items.length === 0;
  find(`#${id} summary`, HTMLElement).textContent = say(countWords[id](items.length));
  find(`#${id} ul`, HTMLElement).replaceChildren(...items);
}

function lineOf(text: Bilingual): HTMLLIElement {
  const item = document.createElement("li");
  item.textContent = say(text);
  return item;
}

/** The clauses that a reviewer looks at, whatever the machine says. */
function showPeople(): void {
  find("#people summary", HTMLElement).textContent = say(clausesWords);
  const parts = (["both", "person"] as const).flatMap((judge) => {
    const clauses = clausesJudgedBy(judge);
    const heading = document.createElement("h3");
    heading.textContent = `${say(clauseJudges[judge])} · ${clauses.length}`;
    const list = document.createElement("ol");
    list.append(...clauses.map(({ rule }) => lineOf(rule.text)));
    return [heading, list];
  });
  find("#people div", HTMLElement).replaceChildren(...parts);
}

/** null when the browser cannot draw the format. */
async function showSource(file: File, { source }: Report): Promise<SVGSVGElement | null> {
  const frame = find("#source-frame", HTMLElement);
  if (sourceUrl) URL.revokeObjectURL(sourceUrl);
  sourceUrl = URL.createObjectURL(file);
  const image = new Image();
  image.alt = say(words.original);
  image.src = sourceUrl;
  try {
    await image.decode();
  } catch {
    frame.textContent = say(words.noPreview);
    return null;
  }
  const overlay = createOverlay(source.width || image.naturalWidth, source.height || image.naturalHeight);
  frame.replaceChildren(image, overlay);
  return overlay;
}

function showResult(photo: string | null, { output, verdict, spec }: Report): SVGSVGElement | null {
  const frame = find("#result-frame", HTMLElement);
  const download = find("#download", HTMLAnchorElement);
  download.hidden = photo === null || verdict === "refused";
  if (photo === null || output === null) {
    frame.replaceChildren();
    return null;
  }
  const image = new Image();
  image.alt = say(words.result);
  image.src = `data:image/jpeg;base64,${photo}`;
  const overlay = createOverlay(output.width, output.height);
  frame.replaceChildren(image, overlay);
  download.href = image.src;
  download.download = `${spec}.jpg`;
  download.textContent = say(words.download);
  return overlay;
}

function itemOf(finding: Finding, point: (finding: Finding) => void): HTMLLIElement {
  const item = document.createElement("li");
  item.className = finding.verdict;
  const button = document.createElement("button");
  button.type = "button";
  const { icon } = verdictWords[finding.verdict];
  const head = document.createElement("strong");
  head.textContent = `${icon} ${say(finding.title)} · ${say(verdictWords[finding.verdict])}`;
  const lines = [
    say(finding.message),
    ...(finding.verdict === "fail" || finding.verdict === "warn" || finding.note ? [say(finding.advice)] : []),
    say(finding.clause),
  ];
  button.append(
    head,
    ...lines.map((text, i) => {
      const line = document.createElement("span");
      line.className = i === lines.length - 1 ? "clause" : "line";
      line.textContent = text;
      return line;
    }),
  );
  button.addEventListener("click", () => point(finding));
  item.append(button);
  return item;
}

function applyLanguage(): void {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  languageButton.textContent = say(words.otherLanguage);
  for (const [key, text] of Object.entries(words)) {
    for (const element of document.querySelectorAll(`[data-words="${key}"]`)) element.textContent = say(text);
  }
}

languageButton.addEventListener("click", () => {
  language = language === "zh" ? "en" : "zh";
  applyLanguage();
  const chosen = specSelect.value;
  void loadSpecs().then(() => {
    specSelect.value = chosen;
    if (shown) void show(shown.answer, shown.file);
  });
});
fileInput.addEventListener("change", () => {
  const file = fileInput.files?.[0];
  if (file) void send(file);
});
specSelect.addEventListener("change", () => {
  if (shown) void send(shown.file);
});
for (const name of ["dragover", "dragleave", "drop"] as const) {
  document.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", name === "dragover");
    const file = name === "drop" ? event.dataTransfer?.files[0] : undefined;
    if (file) void send(file);
  });
}
applyLanguage();
void loadSpecs();
