// Times the sum of a questionnaire's answers in compiled FHIRPath; prints the version and milliseconds.
// usage: node fhirpath_sum.js ITEMS RUNS   (NODE_PATH names a folder of packages)
"use strict";
const fhirpath = require("fhirpath");
const { version } = require("fhirpath/package.json");

const [items, runs] = process.argv.slice(2).map(Number);
const WARM_UP = 5;
const CHOICES = 4;

const points = Array.from({ length: items }, (_, place) => place % CHOICES);
const expected = points.reduce((sum, value) => sum + value, 0);
const answers = {
  resourceType: "QuestionnaireResponse",
  item: points.map((value, place) => ({
    linkId: `question_${place}`,
    answer: [{ valueCoding: { code: `${value}`, extension: [{ valueDecimal: value }] } }],
  })),
};
const sum = fhirpath.compile("item.answer.valueCoding.extension.valueDecimal.sum()");

const times = [];
for (let run = 0; run < WARM_UP + runs; run += 1) {
  const before = process.cpuUsage();
  const [value] = sum(answers);
  const { user, system } = process.cpuUsage(before);
  if (value !== expected) throw new Error(`it came to ${value}, not to ${expected}`);
  if (run >= WARM_UP) times.push((user + system) / 1000);
}
console.log(version, ...times);
