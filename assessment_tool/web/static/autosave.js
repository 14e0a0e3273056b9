// Saves each answer while its page stays open. Without it the form works by its buttons.
import { SaveError, send } from "./saving.js";

const WAIT = 800;
const GIVEN = ["version", "band", "rows"]; // by the page, not by the person
const PARTICULARS = [...GIVEN, "evidence", "source", "confidence"];
const form = document.getElementById("answers");
const status = document.getElementById("saved");
const items = new Map();

class Item {
  constructor(section) {
    this.section = section;
    this.name = section.dataset.name;
    this.number = section.dataset.item;
    this.state = section.querySelector("[data-state]");
    this.saved = this.said();
    this.timer = 0;
    this.running = null;
    this.unanswered = null; // what was sent and never acknowledged
    this.isWaitingForDecision = Boolean(section.querySelector("[data-conflict]")) || section.classList.contains("app-item--error");
  }

  controls() {
    return [...this.section.querySelectorAll("input, select, textarea")].filter((one) => one.name.startsWith(`${this.name}-`));
  }

  entries() {
    const chosen = this.controls().filter((one) => !["radio", "checkbox"].includes(one.type) || one.checked);
    return chosen.map((one) => [one.name, one.value]);
  }

  said() {
    return JSON.stringify(this.entries().filter(([name]) => !GIVEN.includes(name.slice(this.name.length + 1))));
  }

  get isDirty() {
    return this.said() !== this.saved;
  }

  get version() {
    return form.elements[`${this.name}-version`];
  }

  say(text, isTrouble = false) {
    this.state.textContent = text;
    this.state.classList.toggle("app-item__state--trouble", isTrouble);
    status.textContent = text;
    status.classList.toggle("app-item__state--trouble", isTrouble);
  }

  later() {
    clearTimeout(this.timer);
    if (!this.isWaitingForDecision) this.timer = setTimeout(() => this.save(), WAIT);
  }

  async save(isLeaving = false) {
    clearTimeout(this.timer);
    if (this.running) await this.running;
    if (!this.isDirty || this.isWaitingForDecision) return;
    this.running = this.attempt(isLeaving);
    const isSaved = await this.running;
    this.running = null;
    if (isSaved && this.isDirty) this.later();
  }

  async attempt(isLeaving) {
    const said = this.said();
    this.say("Saving…");
    try {
      const answer = await send(form, `${form.dataset.items}${this.number}`, this.entries(), isLeaving);
      this.accept(answer, said);
      return true;
    } catch (error) {
      return this.refuse(error, said);
    }
  }

  accept(answer, said) {
    this.version.value = answer.version;
    this.saved = said;
    this.unanswered = null;
    this.say(`Saved ${answer.saved_at}`);
    showStanding(answer);
  }

  // Whether what was sent is saved all the same.
  refuse(error, said) {
    if (!(error instanceof SaveError)) throw error;
    if (error.conflict && this.isOurOwn(error.conflict)) {
      this.version.value = error.conflict.version;
      this.saved = this.unanswered;
      this.unanswered = null;
      return true;
    }
    if (error.conflict) {
      this.showConflict(error.conflict);
      return false;
    }
    this.say(`Not saved: ${error.message} Your text is still here.`, true);
    if (error.isUnknown) {
      this.unanswered = said;
      this.retry();
    }
    return false;
  }

  retry() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), 10 * WAIT);
  }

  // The answer of the service was lost on the way, and what it holds is what we sent.
  isOurOwn(conflict) {
    if (this.unanswered === null) return false;
    const theirs = Object.entries(conflict.fields).flatMap(([part, values]) => values.map((value) => `${this.name}-${part}=${value}`));
    const ours = JSON.parse(this.unanswered).map(([name, value]) => `${name}=${value}`);
    return JSON.stringify(theirs.sort()) === JSON.stringify(ours.sort());
  }

  showConflict(conflict) {
    this.isWaitingForDecision = true; // until then the form keeps the version that was read: sent whole, it meets the conflict again
    this.section.querySelector("[data-conflict]")?.remove();
    const box = element("div", "app-conflict", { "data-conflict": "", tabindex: "-1" });
    box.append(paragraph(`${conflict.changed_by} changed this answer on ${conflict.changed_at}. It stands as follows:`, "strong"));
    const list = element("dl", "app-conflict__theirs");
    for (const { name, text } of conflict.theirs) {
      list.append(element("dt", "", {}, name), element("dd", "app-said", {}, text));
    }
    box.append(list, paragraph("Yours is below and is not saved yet. Change it as you wish, then decide. What is replaced is kept under the earlier answers."));
    box.append(this.choice("Save mine over it", () => this.decide(conflict.version)), this.choice("Take theirs", () => this.take(conflict)));
    this.section.querySelector(".app-item__title").after(box);
    this.say(`Not saved: ${conflict.changed_by} changed this answer. Your text is still here.`, true);
  }

  choice(text, act) {
    const button = element("button", "govuk-button govuk-button--secondary app-conflict__choice", { type: "button" }, text);
    button.addEventListener("click", act);
    return button;
  }

  decide(version) {
    this.version.value = version;
    this.section.querySelector("[data-conflict]")?.remove();
    this.isWaitingForDecision = false;
    this.saved = null;
    this.save();
  }

  take({ version, fields }) {
    this.version.value = version;
    for (const control of this.controls()) {
      const part = control.name.slice(this.name.length + 1);
      if (GIVEN.includes(part)) continue;
      const values = fields[part] ?? [];
      if (["radio", "checkbox"].includes(control.type)) control.checked = values.includes(control.value);
      else control.value = values[0] ?? "";
    }
    this.section.querySelector("[data-conflict]")?.remove();
    this.isWaitingForDecision = false;
    this.saved = this.said();
    this.say("Theirs is kept.");
  }

  clear() {
    for (const control of this.controls()) {
      const part = control.name.slice(this.name.length + 1);
      if (PARTICULARS.includes(part)) continue;
      if (["radio", "checkbox"].includes(control.type)) control.checked = false;
      else control.value = "";
    }
    this.save();
  }
}

function element(name, classes, attributes = {}, text = "") {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

function paragraph(text, inner = "") {
  const made = element("p", "govuk-body");
  made.append(inner ? element(inner, "", {}, text) : text);
  return made;
}

function showStanding(answer) {
  document.querySelector(".app-progress__bar").value = answer.done;
  document.getElementById("progress-words").textContent = answer.progress;
  showFlags(answer.flags);
  hideConfirmed(answer.to_confirm);
  showQuestions(answer.asked);
}

function showFlags(flags) {
  for (const item of items.values()) {
    const place = item.section.querySelector("[data-flags]");
    const raised = flags.filter((flag) => flag.item === item.section.id);
    const words = raised.map((flag) => `${flag.urgency}: ${flag.message}`).join("\n");
    if (place.dataset.flags === words) continue;
    place.dataset.flags = words;
    place.replaceChildren(...raised.map((flag) => {
      const line = element("p", "app-flag");
      const said = flag.language ? element("span", "", { lang: flag.language, dir: "auto" }, flag.message) : flag.message;
      line.append(element("strong", "", {}, `${flag.urgency}:`), " ", said);
      return line;
    }));
  }
}

function hideConfirmed(toConfirm) {
  for (const item of items.values()) {
    const box = item.section.querySelector("[data-to-confirm]");
    if (!box || toConfirm.includes(item.section.id)) continue;
    const wasDirty = item.isDirty;
    box.remove();
    if (!wasDirty) item.saved = item.said();
  }
}

function showQuestions(asked) {
  const sheet = form.dataset.sheet;
  const here = Object.entries(asked).filter(([, number]) => sheet === "all" || String(number) === sheet).map(([id]) => id);
  const more = here.filter((id) => !document.getElementById(id));
  const fewer = [...items.values()].filter((item) => !(item.section.id in asked));
  const place = document.getElementById("more");
  const words = [];
  if (more.length) words.push(`${more.length} more question${more.length === 1 ? "" : "s"} because of your answer.`);
  if (fewer.length) words.push(`${fewer.length} question${fewer.length === 1 ? "" : "s"} below no longer appl${fewer.length === 1 ? "ies" : "y"}.`);
  place.hidden = words.length === 0;
  const text = place.querySelector("[data-words]");
  if (text.textContent !== words.join(" ")) text.textContent = words.join(" ");
}

function itemOf(target) {
  return items.get(target.closest?.("[data-item]")?.id);
}

function saveAll(isLeaving) {
  return Promise.all([...items.values()].map((item) => item.save(isLeaving)));
}

let isSubmitting = false;

document.addEventListener("quickexit", (event) => {
  isSubmitting = true;
  event.detail.push(saveAll(true));
});
form.addEventListener("input", (event) => itemOf(event.target)?.later());
form.addEventListener("change", (event) => itemOf(event.target)?.later());
form.addEventListener("click", (event) => {
  const button = event.target.closest('button[name="clear"]');
  if (!button) return;
  event.preventDefault();
  itemOf(button).clear();
});
form.addEventListener("submit", async (event) => {
  if (isSubmitting) return;
  const running = [...items.values()].map((item) => item.running).filter(Boolean);
  for (const item of items.values()) clearTimeout(item.timer);
  isSubmitting = true;
  if (!running.length) return;
  event.preventDefault();
  await Promise.allSettled(running);
  form.requestSubmit(event.submitter);
});
document.addEventListener("visibilitychange", () => {
  if (!isSubmitting) saveAll(document.visibilityState === "hidden");
});
window.addEventListener("beforeunload", (event) => {
  if (!isSubmitting && [...items.values()].some((item) => item.isDirty)) event.preventDefault();
});
window.addEventListener("pageshow", () => { isSubmitting = false; });

for (const section of form.querySelectorAll("[data-item]")) items.set(section.id, new Item(section));
