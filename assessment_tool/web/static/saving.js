// Sends some fields of a form and tells apart what can come of it; a session that ended is taken up again.

export class SaveError extends Error {
  constructor(message, { conflict = null, isUnknown = false } = {}) {
    super(message);
    this.conflict = conflict;
    this.isUnknown = isUnknown; // whether it may have been saved although we heard nothing
  }
}

const SIGNED_OUT = "you are signed out. Sign in again in another tab, then come back to this one.";
const REFUSALS = new Map([
  [403, "you may not change this."],
  [404, "this assessment is no longer there for you."],
  [409, "this assessment was signed, discarded or closed meanwhile. Copy your text."],
  [413, "this text is too long."],
]);

export async function send(form, address, entries, isLeaving = false) {
  let answer = await post(form, address, entries, isLeaving);
  if (isSignedOut(answer) && (await refreshToken(form))) {
    answer = await post(form, address, entries, isLeaving);
  }
  return read(answer);
}

async function post(form, address, entries, isLeaving) {
  const body = new URLSearchParams(entries);
  const headers = { "X-CSRFToken": form.elements.csrf_token.value, Accept: "application/json" };
  try {
    return await fetch(address, { method: "POST", body, headers, keepalive: isLeaving, credentials: "same-origin" });
  } catch {
    throw new SaveError("the connection is lost. It is tried again by itself.", { isUnknown: true });
  }
}

async function read(answer) {
  if (isJson(answer)) {
    const facts = await answer.json();
    if (answer.ok) return facts;
    if (answer.status === 409) throw new SaveError("somebody else changed it.", { conflict: facts });
    throw new SaveError(facts.error);
  }
  if (isSignedOut(answer)) throw new SaveError(SIGNED_OUT);
  if (answer.status >= 500) throw new SaveError("the service is busy. It is tried again by itself.", { isUnknown: true });
  throw new SaveError(REFUSALS.get(answer.status) ?? "something went wrong.");
}

// After signing in again elsewhere the page's token is out of date: take the new one, for the same person only.
async function refreshToken(form) {
  const answer = await fetch(location.href, { credentials: "same-origin" }).catch(() => null);
  if (!answer || answer.redirected || !answer.ok) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById(form.id);
  if (!fresh || fresh.dataset.person !== form.dataset.person) return false;
  form.elements.csrf_token.value = fresh.elements.csrf_token.value;
  return true;
}

// A session that ended, or a token of an earlier one, is answered by a page.
function isSignedOut(answer) {
  return !isJson(answer) && (answer.redirected || answer.status === 400 || answer.status === 401);
}

function isJson(answer) {
  return (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
}
