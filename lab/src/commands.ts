/**
 * List of the lab's commands. Each is a file in `commands/` that measures the product or generates one of its tables.
 */
export const commands = {
  api: "status reads beside a bare server, uploads, 300 waiting students, places behind a backlog",
  console: "bytes of each console page; the review desk's first photo on a slow line",
  corpora:
    "public test files of QR codes, content credentials and HEIF compared with their documented contents",
  "cut-out": "writes golden/cut-out.md: errors of the cut-outs on composites with known truth",
  eval: "scores the checks on labelled photos; --table writes docs/accuracy/README.md",
  exports: "time and memory of exporting 10,000 photos, also over a slow line that breaks",
  fuzz: "damaged files through the decoder and the whole engine",
  guidance: "camera guidance before scripted scenes: is the right instruction given",
  "int8-ranges": "writes the ranges of the 8-bit part of the person network",
  "known-passwords": "writes the table of passwords that everybody knows",
  lists: "response times of every console list with a million collections",
  phone: "the engine in Chromium beside the engine in Node, check by check",
  pictures: "writes the pictures of the README with a drawn person",
  review: "three reviewers at one queue: time to the next photo, unseen, double and lost decisions",
  "screens-console": "screenshots of every console page",
  "screens-student": "screenshots of every student page",
  sizes:
    "bytes and processor time that one student takes, which docs/operations/sizing.md is made of",
  "slow-walk": "a student's whole way on a slow phone and line: seconds and taps",
  soak: "memory of the engine over thousands of photos",
  speed:
    "CPU time and memory of `gradphoto batch`, cold and warm, and of the service's first photo",
  student: "first paint, bytes and long tasks of the student app on a slow phone",
  test: "tests that guard the lab's own measures: networks beside their reference runtime, scores of labelled photos",
} as const;

export const isCommand = (name: string): name is keyof typeof commands =>
  Object.hasOwn(commands, name);
