// Carries a page through what htmx, a lost connection or a small screen do to it.

const one = (selector, root = document) => root.querySelector(selector);
const person = document.body.dataset.person;

// A browser may keep nothing, as some are told to: the page works without.
const NOTHING = { getItem: () => null, setItem() {}, removeItem() {} };
function keeper(name) {
  try { return window[name] ?? NOTHING; } catch { return NOTHING; }
}
const [kept, keptHere] = ["localStorage", "sessionStorage"].map(keeper); // in this browser; in this tab, until it is closed
const isBack = performance.getEntriesByType("navigation")[0]?.type !== "navigate"; // or loaded anew

// What is said: always to the ear, to the eye for a while where nothing else on the page shows it

const [SEEN_FOR, RESTS, live] = [7_000, 800, one("#live")]; // milliseconds
let leaving, opening, hushing;

function say(words, isSeen = false) {
  for (const due of [opening, leaving]) clearTimeout(due);
  live.textContent = words;
  live.classList.toggle("sr", !isSeen);
  if (isSeen) leaving = setTimeout(leave, SEEN_FOR);
}

const leave = () => (live.matches(":hover") ? (leaving = setTimeout(leave, SEEN_FOR)) : live.classList.add("sr"));

// In a scrolled page nobody sees the list at its top. It is silent itself, so that nothing is heard twice.
const isAway = (list) => list.getBoundingClientRect().top < one(".bar")?.offsetHeight - 4;
const sayList = (list) => say(list.innerText, isAway(list));

document.addEventListener("say", ({ detail }) => say(detail.words, detail.isSeen));
document.addEventListener("click", ({ target }) => target === live && live.classList.add("sr")); // itself it would be "clickable"
document.addEventListener("htmx:oobAfterSwap", ({ detail: { target } }) => {
  if (target === live) say(live.innerText, true);
  else if (target.id === "messages" && target.innerText) opening = setTimeout(sayList, 100, target); // the page may still move
});

function toast(words, isBrief) {
  for (const due of [opening, hushing]) clearTimeout(due);
  live.classList.add("sr"); // what went wrong takes its place
  Object.assign(one("#toast"), { textContent: words, hidden: false });
  if (isBrief) hushing = setTimeout(hush, SEEN_FOR);
}

const hush = () => ((one("#toast").hidden = true), one("#notice").replaceChildren());
// What a page opens with is no news to a screen reader until it changes.
if (one("#messages")?.innerText) opening = setTimeout(sayList, 300, one("#messages"));

for (const told of ["#toast", "#notice"]) one(told).addEventListener("click", hush);
document.addEventListener("htmx:beforeRequest", hush);
const DOWN = "No answer: the connection is down. What you typed is kept here; try again in a moment.";
document.addEventListener("htmx:sendError", ({ detail: { elt } }) => toast(elt.dataset.down ?? DOWN));
document.addEventListener("htmx:responseError", ({ detail: { elt, xhr } }) => {
  if (xhr.status < 500) return;
  if (elt.dataset.down) return toast(elt.dataset.down);
  const page = new DOMParser().parseFromString(xhr.responseText, "text/html"); // ours, or a proxy's
  const [title = "Something broke on our side", sentence = "Nothing half-done was saved."] =
    [...page.querySelectorAll("main > h1, main > h1 + p")].map((told) => told.textContent);
  toast(`${title}. ${sentence} What you typed is still here.`);
});

const beforeClick = (act) => document.addEventListener("click", act, true); // before htmx and the browser see it
const stop = (event) => (event.preventDefault(), event.stopImmediatePropagation());

// A button that may not be used stays in sight and says why
beforeClick((event) => {
  const button = event.target.closest('[aria-disabled="true"]');
  if (!button) return;
  stop(event);
  const why = document.getElementById(button.getAttribute("aria-describedby"));
  toast(why?.textContent.trim() || button.title || "Not possible yet.", true);
});

// A card that was pulled open stays so while it is of the same statement, or saving leads on to the next
let pulled;
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  saving.delete(detail.xhr);
  if (saving.size && isPlace(detail.target)) detail.swapOverride = "none"; // a form that is under way still has to stay
  pulled = one(".card[aria-busy]") ? pulled && "next" : one(".card[data-sheet=open]")?.dataset.statement;
});

// Of two answers on their way to the card, or to Review, the one that was asked for last is wanted. What is being saved is
// never broken off and answered first, for it moves more than the card; where it is refused, nothing else takes its place.
const isPlace = ({ id }) => id === "card" || id === "queue";
let awaited, next, saving = new Set(); // requests
document.addEventListener("htmx:confirm", (event) => {
  const { target, verb } = event.detail;
  if (saving.size && verb === "get" && isPlace(target)) next = (event.preventDefault(), event.detail);
});
document.addEventListener("htmx:beforeRequest", ({ detail: { xhr, target, requestConfig } }) => {
  if (!isPlace(target)) return;
  awaited?.abort();
  if (requestConfig.verb === "get") awaited = xhr;
  else saving.add(xhr), (next = undefined);
});
document.addEventListener("htmx:afterRequest", ({ detail: { xhr } }) => {
  saving.delete(xhr); // no answer came
  if (saving.size || !next) return;
  const { elt, path, issueRequest } = next;
  next = undefined;
  if (xhr.status < 200 || xhr.status > 299) return;
  elt.isConnected ? issueRequest() : one(`a[href="${path}"]`)?.click(); // whose paragraph was drawn anew
});

// A link that is to open elsewhere is the browser's: htmx would show it here.
beforeClick((event) => (event.ctrlKey || event.metaKey || event.shiftKey) && event.target.closest("a[href]") && event.stopPropagation());

// The second click of a double click may fall on what has come in the place of the first
beforeClick((event) => event.detail > 1 && event.target.closest("button:not([type=button])") && stop(event));

// What is offered for other words than those that stand there now cannot be chosen, nor is it sent
const outdate = (found) => found?.toggleAttribute("disabled", true);
document.addEventListener("input", ({ target }) => target.name === "find" && outdate(one("#found fieldset")));

// After a swap the focus is where the eye expects it; another row of the queue is read from its head
document.addEventListener("htmx:afterSettle", ({ detail: { elt: part, requestConfig: asked } }) => {
  if (part.matches(".card:not([data-several])")) showCurrent(part);
  setTimeout(follow, 100, getSelection());
  const [wrong, chosen] = ['[aria-invalid="true"]', "[autofocus]"].map((each) => one(each, part));
  const ofSeveral = asked?.elt.closest("[data-several]") && part.matches("[data-statement]"); // selected in the text
  if (ofSeveral) return one('.s[aria-current="true"]')?.focus({ preventScroll: true });
  if (!wrong && chosen) return chosen.closest(".read form") && bring(one(":focus", chosen.form) ?? chosen);
  const marked = part.matches("[data-focus]") ? part : one("[data-focus]", part);
  const next = wrong ?? marked ?? openedField(part, asked);
  if (!next) return;
  // j and k open cards without leaving the text
  if ("roams" in document.body.dataset) delete document.body.dataset.roams;
  else if (next.matches("input, textarea, select")) bring(next);
  else if (next.matches("main")) next.focus({ preventScroll: true }), next.scrollIntoView({ behavior: "instant" });
  else next.focus({ preventScroll: next.matches("h2") });
});

// Orca reads on from the caret, which Firefox leaves behind the card that was replaced.
const follow = (caret, at = document.activeElement) =>
  at !== document.body && at.selectionStart == null && caret.isCollapsed && caret.collapse(at.closest("label") ?? at, 0);

// A browser would centre the field, and the whole page with it: the card has room of its own to move in.
// The form comes whole where it has room, its field in any case.
function bring(field) {
  field.focus({ preventScroll: true });
  field.form?.scrollIntoView({ block: "nearest", behavior: "instant" });
  field.scrollIntoView({ block: "nearest", behavior: "instant" });
}

// However long the rail, the row that is read is in sight.
document.addEventListener("htmx:load", ({ detail }) => one(".rail .rows [aria-current]", detail.elt)?.scrollIntoView({ block: "nearest" }));

// The first field of the form that opened where its link stood.
function openedField(part, asked) {
  const section = asked?.verb === "get" && asked.elt.closest("section[id]");
  const form = section && one(`#${section.id} form`, part);
  return form && firstField(form);
}

const firstField = (form, first = one("textarea, select, input:not([type=hidden])", form)) =>
  first && (one(`[name="${first.name}"]:checked`, form) ?? first);

function showCurrent(card) {
  for (const mark of document.querySelectorAll('.s[aria-current="true"]')) mark.removeAttribute("aria-current");
  const mark = document.getElementById(`s${card.dataset.statement}`);
  mark?.setAttribute("aria-current", "true");
  mark?.scrollIntoView({ block: "nearest" });
  if (pulled === "next" || (pulled && card.dataset.statement === pulled)) pull(card, true);
}

// What a search found stands below the field that has the focus: who does not see it hears how much that is, once
// typing rests, and where it is something else than before.
let toTell;
document.addEventListener("htmx:afterSettle", ({ detail: { elt: part } }) => {
  if (!part.matches("#rows, #found, #reasons")) return;
  const number = `${part.querySelectorAll(".lines > li").length} shown${one(".pages [rel=next]", part) ? ", more follow" : ""}.`;
  const words = one(".empty b, .told, #reasons .help", part)?.textContent ?? (part.id === "rows" ? number : "");
  clearTimeout(toTell);
  toTell = setTimeout(() => part.isConnected && part.dataset.told !== words && say((part.dataset.told = words)), RESTS);
});

// A page of its own begins where its statement stands, the focus where one goes on; the bar, where a phone moves it, at its room
one(".bar nav")?.scrollTo({ left: one(".bar nav [aria-current]")?.offsetLeft - 96 });
one('.s[aria-current="true"]')?.scrollIntoView({ block: "center", behavior: "instant" });

const MARK = ".galley .s, .sheet-table th a";
const was = keptHere.getItem("obelus:at"); // the mark that was current when the last page was left
addEventListener("pagehide", () => {
  const mark = one('.galley .s[aria-current="true"]') ?? document.activeElement?.closest(MARK);
  keptHere.setItem("obelus:at", mark?.id ?? "");
});

const FIRST = ".galley .s.hit, .sheet-table th a, .lines a.title, .said a";
const firstFound = (search = one("[type=search][name=q]")) => (search?.value.trim() ? (one(FIRST) ?? search) : null);

function begin() {
  const open = one('[aria-invalid="true"]') ?? one(".card-body [data-focus], .made input");
  if (open) return bring(open);
  const refusal = one(".errors"); // of the form as a whole
  if (refusal) return (refusal.tabIndex = -1), refusal.focus();
  const chosen = one("[autofocus]");
  if (chosen?.checkVisibility()) return chosen.closest(".read form") && bring(chosen);
  const mark = one('.galley .s[aria-current="true"]') ?? document.getElementById(location.hash.slice(1))?.closest(MARK);
  // The mark that one comes back to: by Back, or after an act that loaded the page anew.
  const left = was && (isBack || one("#messages")?.innerText) ? document.getElementById(was) : null;
  (mark ?? firstFound() ?? left ?? one("[data-focus]"))?.focus({ preventScroll: Boolean(mark) });
}
begin();

// What opens, what closes
document.addEventListener("click", ({ target }) => {
  const [opener, toggle, closer] = ["opens", "sheet-toggle", "closes"].map((what) => target.closest(`[data-${what}]`));
  if (opener) open(one(opener.dataset.opens), opener);
  if (toggle) pull(toggle.closest("[data-sheet]"));
  if (closer) close(closer.closest("[data-closable]"));
  for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = menu.contains(target);
});

let cameFrom; // what had the focus before
function open(panel, opener) {
  const isOpen = panel.toggleAttribute("data-open");
  if (isOpen) cameFrom = document.activeElement === document.body ? opener : document.activeElement;
  for (const each of document.querySelectorAll(`[data-opens="#${panel.id}"]`)) each.setAttribute("aria-expanded", isOpen);
  (isOpen ? panel : cameFrom?.isConnected ? cameFrom : opener).focus();
}

// A menu that was left would cover what has the focus then, or keep it where nobody sees it; a refusal what one goes on to.
document.addEventListener("keydown", (event) => {
  const menu = event.target.closest("details.menu[open]");
  if (event.key !== "Escape" || (!menu && one("#toast").hidden && one("#notice:empty"))) return;
  stop(event);
  if (!menu) return hush();
  menu.open = false;
  one("summary", menu).focus();
});
document.addEventListener("focusout", ({ target, relatedTarget }) => {
  const menu = relatedTarget && target.closest("details.menu[open]");
  if (menu && !menu.contains(relatedTarget)) menu.open = false;
});

function pull(sheet, isOpen = sheet.dataset.sheet !== "open") {
  sheet.dataset.sheet = isOpen ? "open" : "peek";
  one("[data-sheet-toggle]", sheet)?.setAttribute("aria-expanded", isOpen);
  one('.s[aria-current="true"]')?.scrollIntoView({ block: "nearest" });
}

function close(panel) {
  panel.toggleAttribute("data-closed", true);
  one("[data-opens]", panel)?.focus(); // which stays
  kept.setItem(`obelus:closed:${panel.dataset.closable}`, "1"); // refused by a browser that is full
}

for (const panel of document.querySelectorAll("[data-closable]")) {
  if (kept.getItem(`obelus:closed:${panel.dataset.closable}`)) panel.toggleAttribute("data-closed", true);
}

// What was typed is kept in this browser until it is saved, and stands in its form again where that is as it was

const [KEPT_DAYS, blank, asSent] = [14, new WeakMap(), new WeakMap()]; // form → its values as the server gave them; as it was sent
const drafts = (of) => Object.keys(kept).filter((each) => each.startsWith(`obelus:draft:${of}`));
const place = (form, name = form.dataset.draft) => `obelus:draft:${person}:${name}`;
const read = (key) => JSON.parse(kept.getItem(key));
const drafted = (form) => ({ at: Date.now(), action: form.getAttribute("action"), values: values(form), was: blank.get(form) });
const made = (tag, given) => Object.assign(document.createElement(tag), given);

function values(form) {
  const isTyped = ({ name, type }) => name === "corrections" || !["hidden", "password", "file", "submit", "button"].includes(type);
  const isChosen = ({ checked, type }) => checked || !["checkbox", "radio"].includes(type);
  return [...form.elements].filter((field) => field.name && isTyped(field) && isChosen(field)).map(({ name, value }) => [name, value]);
}

function fill(form, pairs) {
  for (const field of form.elements) {
    const given = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
    if (["checkbox", "radio"].includes(field.type)) field.checked = given.includes(field.value);
    else if (given.length && field.type !== "submit") field.value = given[0]; // a button says what it does
  }
}

function keep(event) {
  const form = event.target.form;
  if (!person || !form?.dataset.draft || one(".draft .back", form)) return; // first what is offered, lest it be lost
  if (event.target.type === "radio" && !read(place(form))) return; // one of several, by a key: nothing is typed yet
  const now = drafted(form);
  if (JSON.stringify(now.values) === blank.get(form)) kept.removeItem(place(form));
  else store(place(form), { ...now, came: read(place(form))?.came }); // a field that is taken away says once more that it changed
}

function store(key, draft) {
  try { kept.setItem(key, JSON.stringify(draft)); } catch { kept.removeItem(key); } // larger than is kept: half a text would be worse
}

function told({ at }, what = "here") {
  const when = new Date(at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
  const line = made("p", { className: "draft" });
  line.append(made("span", { textContent: `You typed ${what} on ${when}; it is not saved.` }));
  return line;
}

function offer(form) {
  const now = JSON.stringify(values(form));
  blank.set(form, now);
  const draft = read(place(form));
  if (draft?.came) return store(place(form), { ...draft, values: values(form), came: false }); // all of it, with a step
  if (!draft || JSON.stringify(draft.values) === now || one(".draft", form)) return;
  for (const fold of [form.closest("details"), ...form.querySelectorAll("details")]) fold?.setAttribute("open", "");
  const isSteps = "draftSteps" in form.dataset; // corrections are seen after a step
  const isAsItWas = draft.was === now && !isSteps;
  if (isAsItWas) fill(form, draft.values);
  const line = told(draft, isAsItWas ? "this" : "here");
  const done = (words) => (line.remove(), firstField(form)?.focus(), say(words));
  const putBack = () => (fill(form, draft.values), done("Put back."), isSteps && form.requestSubmit());
  const dropIt = () => (kept.removeItem(place(form)), isAsItWas && form.reset(), done("Dropped."));
  const back = made("button", { type: "button", className: "back", textContent: "Put it back", onclick: putBack });
  const drop = made("button", { type: "button", textContent: "Drop it", onclick: dropIt });
  say(`${live.matches(".sr") ? "" : `${live.innerText} `}${line.innerText}`, !live.matches(".sr")); // beside what was just done
  line.append(...(isAsItWas ? [] : [back]), drop);
  form.prepend(line);
}

// What was typed for a statement that was merged away is to be found in the one that took it.
function inherit({ dataset: { statement, merged } }) {
  const moved = (name) => name?.replace(/(?<=:statement-|\/statements\/)\d+/g, statement);
  for (const key of merged.split(" ").flatMap((id) => drafts(`${person}:statement-${id}-`))) {
    if (read(moved(key))) continue; // that first
    store(moved(key), { ...read(key), action: moved(read(key).action) });
    kept.removeItem(key);
  }
}

// In a form of the card that is not open one would not look for it.
function tell(card) {
  const open = [...card.querySelectorAll("form[data-draft]")].map((form) => place(form));
  for (const key of drafts(`${person}:${card.dataset.drafts}`).filter((each) => !open.includes(each))) {
    const draft = read(key);
    if (!draft.action) continue;
    const line = told(draft, card.dataset.typed);
    const opener = one(`a[hx-get="${draft.action}"]`, card);
    const onclick = (event) => opener && (event.preventDefault(), opener.click());
    line.append(made("a", { className: "button", href: draft.action, textContent: "Show it", onclick }));
    (one(".card-body", card) ?? card.firstElementChild).before(line);
  }
}

// A plain form was sent, and a page came: it was saved where that says so. A step shows what was sent and saves nothing.
function sweep() {
  const isSaved = one("#messages .success, .made") && !one("[data-keep-drafts], .errorlist");
  for (const key of drafts("")) {
    const draft = read(key);
    if (draft.sent && !isSaved) one("[data-kept]")?.removeAttribute("hidden");
    if ((draft.sent && !isBack && isSaved) || Date.now() - draft.at > KEPT_DAYS * 86_400_000) kept.removeItem(key);
    else if (draft.sent && !isSaved) kept.setItem(key, JSON.stringify({ ...draft, sent: false }));
  }
}

const sent = (form, first = place(form, form.dataset.draftSteps)) => // the last step sends what was typed for the first, too
  [place(form), first].filter(read).forEach((key) => store(key, { ...read(key), sent: true }));

// Who sits down here next reads nothing of what was typed, and only its writer can say that it may go.
function leaves({ dataset: { signsOut } }) {
  const typed = signsOut ? drafts(`${signsOut}:`) : [];
  const isSure = !typed.length || confirm("What you typed here and did not save is dropped when you sign out.");
  return isSure && (typed.forEach((key) => kept.removeItem(key)), true);
}

for (const typed of ["input", "change"]) document.addEventListener(typed, keep);
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return; // htmx tells what came of it
  if (!leaves(event.target) || isOnItsWay(event)) event.preventDefault();
  else sent(event.target);
  if (event.target.elements.sees_key_bar?.checked) kept.removeItem("obelus:closed:keys");
});

// On a slow line the page that was left stays for some seconds, and a second click would do the same once more.
let going = {};
window.addEventListener("pageshow", () => (going = {})); // who comes back to it sends it anew
function isOnItsWay({ target: form, submitter, timeStamp: at }) {
  if (!form.matches("[method=post]")) return false;
  const what = JSON.stringify([form.getAttribute("action"), ...new FormData(form, submitter)]);
  const isSame = what === going.what && at - going.at < 10_000;
  if (!isSame) going = { what, at };
  return isSame;
}

document.addEventListener("htmx:beforeRequest", ({ detail: { elt } }) => elt.elements && asSent.set(elt, drafted(elt)));
// Only sending the form saves it, as it was then: a search from one of its fields does not, nor does a link that leads out of it.
document.addEventListener("htmx:beforeOnLoad", ({ detail: { requestConfig, xhr } }) => {
  const form = requestConfig.elt;
  if (requestConfig.verb !== "post" || !form.matches("form[data-draft]") || xhr.status < 200 || xhr.status > 299) return;
  if (xhr.getResponseHeader("HX-Redirect")) return sent(form); // to the next page, or to sign in: that page will tell
  if ("draftSteps" in form.dataset) return store(place(form), { ...drafted(form), came: true }); // a step: nothing is saved yet
  const [now, sentAt] = [JSON.stringify(values(form)), asSent.get(form)];
  if (now !== JSON.stringify(sentAt.values) && read(place(form))?.at > sentAt.at) return; // who typed on while it was on its way
  kept.removeItem(place(form));
  blank.set(form, now); // leaving the field once more is no new draft
});
document.addEventListener("htmx:load", ({ detail: { elt: part } }) => {
  if (!person) return;
  const within = (selector) => [part, ...part.querySelectorAll(selector)].filter((each) => each.matches(selector));
  within("[data-merged]").forEach(inherit);
  within("form[data-draft]").forEach(offer);
  within("[data-drafts]").forEach(tell);
});
sweep();
