// Times lforms with questions of four answers each under one sum; prints its version and milliseconds.
// usage: node lforms_form.js ITEMS RUNS   (NODE_PATH names a folder of packages)
"use strict";
const fs = require("fs");
const path = require("path");
const { JSDOM } = require("jsdom");

const [items, runs] = process.argv.slice(2).map(Number);
const WARM_UP = 5;
const ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
const CALCULATED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression";
const SUM = "%resource.item.answer.value.ordinal().sum()";
const CODES = ["never", "seldom", "often", "always"];

const questions = Array.from({ length: items }, (_, place) => `question_${place}`);
const expected = questions.reduce((sum, _, place) => sum + (place % CODES.length), 0);
const points = (place) => [{ url: ORDINAL, valueDecimal: place }];
const coding = (place) => ({
  extension: points(place),
  system: "urn:example:codes",
  code: CODES[place],
  display: CODES[place],
});
const total = {
  linkId: "total",
  text: "Total",
  type: "decimal",
  readOnly: true,
  extension: [{ url: CALCULATED, valueExpression: { language: "text/fhirpath", expression: SUM } }],
};
const asked = questions.map((linkId) => ({
  linkId,
  text: linkId,
  type: "choice",
  required: true,
  answerOption: CODES.map((_, place) => ({ extension: points(place), valueCoding: coding(place) })),
}));
const answers = questions.map((linkId, place) => ({
  linkId,
  answer: [{ valueCoding: coding(place % CODES.length) }],
}));
const questionnaire = () => ({ resourceType: "Questionnaire", status: "active", item: [...asked, total] });
const response = () => ({ resourceType: "QuestionnaireResponse", status: "completed", item: answers });

const folder = process.env.NODE_PATH.split(path.delimiter)
  .map((packages) => path.join(packages, "lforms"))
  .find(fs.existsSync);
const { version } = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));

function loaded() {
  const { window } = new JSDOM("<body></body>", { runScripts: "outside-only", url: "http://localhost/" });
  window.structuredClone = structuredClone;
  for (const script of ["webcomponent/lhc-forms.js", "fhir/R4/lformsFHIR.min.js"]) {
    window.eval(fs.readFileSync(path.join(folder, "dist/lforms", script), "utf8"));
  }
  return window.LForms;
}

async function score({ Util, LFormsData }) {
  const blank = Util.convertFHIRQuestionnaireToLForms(questionnaire(), "R4");
  const merged = Util.mergeFHIRDataIntoLForms(response(), blank, "R4");
  merged.hasSavedData = false; // a total of its own is never reckoned again where one was saved
  const filled = new LFormsData(merged);
  filled.checkValidity();
  await filled._expressionProcessor.runCalculations(true);
  return filled.items.find((item) => item.linkId === "total").value;
}

async function main() {
  const log = console.log;
  console.log = console.error = () => {}; // it writes a line for each response
  const lforms = loaded();
  const times = [];
  for (let run = 0; run < WARM_UP + runs; run += 1) {
    const before = process.cpuUsage();
    const value = await score(lforms);
    const { user, system } = process.cpuUsage(before);
    if (Number(value) !== expected) throw new Error(`it came to ${value}, not to ${expected}`);
    if (run >= WARM_UP) times.push((user + system) / 1000);
  }
  log(version, ...times);
}

main().then(
  () => process.exit(0),
  (error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
