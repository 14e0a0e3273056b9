// Saves the summary as a whole while its page stays open. Without it the form works by its buttons.
import { SaveError, send } from "./saving.js";

const WAIT = 800;
const form = document.getElementById("summary");
const status = document.getElementById("saved");
let saved = said();
let timer = 0;
let running = null;
let isStopped = Boolean(document.querySelector(".app-conflict"));
let isSubmitting = false;

function entries() {
  return [...new FormData(form)].filter(([name]) => name !== "csrf_token");
}

function said() {
  return JSON.stringify(entries().filter(([name]) => name !== "lock_version"));
}

function say(text, isTrouble = false) {
  status.textContent = text;
  status.classList.toggle("app-item__state--trouble", isTrouble);
}

async function save(isLeaving = false) {
  clearTimeout(timer);
  if (running) await running;
  if (isStopped || said() === saved) return;
  running = attempt(isLeaving);
  await running;
  running = null;
}

async function attempt(isLeaving) {
  const sent = said();
  try {
    const answer = await send(form, form.action, entries(), isLeaving);
    form.elements.lock_version.value = answer.lock_version;
    saved = sent;
    say(answer.note ? `Saved ${answer.saved_at}, except: ${answer.note}` : `Saved ${answer.saved_at}`, Boolean(answer.note));
  } catch (error) {
    if (!(error instanceof SaveError)) throw error;
    isStopped = Boolean(error.conflict);
    if (error.isUnknown) timer = setTimeout(save, 10 * WAIT);
    const words = error.conflict ? "somebody else changed the summary. Press Save to see both texts." : error.message;
    say(`Not saved: ${words} Your text is still here.`, true);
  }
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(save, WAIT);
}

document.addEventListener("quickexit", (event) => {
  isSubmitting = true;
  event.detail.push(save(true));
});
form.addEventListener("input", later);
form.addEventListener("submit", async (event) => {
  if (isSubmitting) return;
  clearTimeout(timer);
  isSubmitting = true;
  if (!running) return;
  event.preventDefault();
  await running;
  form.requestSubmit(event.submitter);
});
document.addEventListener("visibilitychange", () => {
  if (!isSubmitting) save(document.visibilityState === "hidden");
});
window.addEventListener("beforeunload", (event) => {
  if (!isSubmitting && said() !== saved) event.preventDefault();
});
window.addEventListener("pageshow", () => { isSubmitting = false; });
