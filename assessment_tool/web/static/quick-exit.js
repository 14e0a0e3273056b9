// Hides a page that nobody else may see, saves what was typed, signs out, and leaves nothing to go back to.
// Without it the button signs out. Pressing Escape twice does the same as the button.
const LONGEST_WAIT = 2000;
const BETWEEN_PRESSES = 1000;
const form = document.querySelector("[data-quick-exit]");
let isLeaving = false;
let lastEscape = -Infinity;

const atMost = (promise) => Promise.race([promise, new Promise((done) => setTimeout(done, LONGEST_WAIT))]);

async function leave() {
  if (isLeaving) return;
  isLeaving = true;
  document.body.hidden = true;
  document.title = form.dataset.quickExit;
  const saving = [];
  document.dispatchEvent(new CustomEvent("quickexit", { detail: saving }));
  await atMost(Promise.allSettled(saving));
  await atMost(fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), keepalive: true }).catch(() => null));
  location.replace(form.dataset.next);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  leave();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.repeat) return;
  if (event.timeStamp - lastEscape < BETWEEN_PRESSES) leave();
  lastEscape = event.timeStamp;
});
