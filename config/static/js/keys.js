// Single keys for what the page offers as links, buttons, fields. Each has its element: `data-key`.

const OF_A_CARD = "0 1 2 3 4 5 6 7 8 w c C p f l n s m e a r d h o".split(" ");
const MARKS = ":is(.galley .s, .sheet-table th a)";
const MOST_AT_ONCE = 400; // statements that an address can hold

const one = (selector, root = document) => root.querySelector(selector);
// The address may still name a statement that was left since.
const current = () => one(".s[aria-current=true]") ?? one(".s:target");
const all = (selector) => [...document.querySelectorAll(selector)].filter((found) => found.checkVisibility());
const say = (words, isSeen = false) => document.dispatchEvent(new CustomEvent("say", { detail: { words, isSeen } }));

document.addEventListener("keydown", (event) => {
  const isComposing = event.isComposing || event.keyCode === 229; // Safari: the key that ends a composition
  if (isComposing || event.key === "Dead" || event.key === "Process") return;
  const field = isTyping(event.target);
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey || event.altKey)) return submit(event);
  if (event.ctrlKey || event.metaKey || event.altKey || event.getModifierState("AltGraph")) return;
  if (event.key === "Escape") return leave(event, field);
  if (field || document.body.dataset.keys === "off") return;
  const key = meaning(event);
  if (isOfAnother(key, event.target)) return writeOn(event);
  const moves = "jJkK".includes(key);
  if (event.repeat && (!moves || one(`.pos [data-stop][data-key=${key}]`))) return; // held, a key moves on but decides once
  const isOfText = (moves || "gxX".includes(key)) && one(MARKS);
  if (one(".htmx-request") && (isOpening || pending.length || !isOfText)) return hold(key, event.repeat);
  pending = [];
  if (press(key)) event.preventDefault();
});

// A key is meant for what is still to come, those behind it may be words, or Review's steps; none decides what nobody saw.
function hold(key, isHeld) {
  if (key === "a" || ("08".includes(key) && one("form[method=post].htmx-request"))) end(`Wait for it, then press ${key} once more.`);
  else if (pending.length === 0 || (one(".queue") && "jk".includes(key) && !isHeld)) pending.push(key);
}

// Nor does a key, or a second click, in the moment in which another statement came: its button is where the first was.
const DECIDES = '.decide [data-key="a"], button[data-key="0"], .card button[data-key="8"]';
const A_MOMENT = 500; // milliseconds
const told = () => one(".read")?.ariaLabel ?? one(".card")?.dataset.statement;
let [seen, since] = [told(), -A_MOMENT];
document.addEventListener("htmx:afterSwap", ({ detail: { requestConfig } }) => {
  if (told() !== seen && (requestConfig.verb === "post" || one(".queue"))) since = performance.now();
  seen = told();
});
document.addEventListener("click", (event) => {
  if (!event.target.closest(DECIDES) || performance.now() - since >= A_MOMENT) return;
  end("This came just now. Read it, then press once more.", event.preventDefault(), event.stopPropagation());
}, true);

// Who ticks in an open form, or a part of one, and types on meant that: only its own keys work there.
function isOfAnother(key, target) {
  const open = target.matches("input:not([data-select])") && target.closest("details, .card form, .read form");
  return open && ![...open.querySelectorAll("[data-key]")].some((each) => each.dataset.key.split(" ").includes(key));
}

// A letter on the details of a verdict begins its rationale: the browser puts it where the caret is by then.
function writeOn({ key, target }) {
  const text = target.closest(".details-of") && one("textarea", target.form);
  if (text && key.length === 1 && key !== " ") toEnd(text);
}

const TYPED_IN = "textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])";
const isTyping = (target) => target.isContentEditable || target.matches(TYPED_IN);

// Which key was meant, on whatever layout: German has / on Shift+7, French its digits on Shift, Greek no Latin letter,
// Hindi and Thai vowels by themselves.
function meaning({ key, code, shiftKey }) {
  if (key.length > 1) return key;
  if (/[0-9/?]/.test(key)) return key;
  if (/[a-z]/i.test(key)) return shiftKey ? key.toUpperCase() : key.toLowerCase();
  if (/^Digit\d$/.test(code)) return code.at(-1);
  const isForeign = /[\p{L}\p{M}]/u.test(key) && !/\p{Script=Latin}/u.test(key);
  if (isForeign && /^Key[A-Z]$/.test(code)) return shiftKey ? code.at(-1) : code.at(-1).toLowerCase();
  return key;
}

function press(key) {
  if (isOfFocused(key)) return again(mark(), key);
  const offered = find(key) ?? (key === "?" && one('[data-key="?"]')); // whose button a small screen has no room for
  if (offered) return use(offered, key);
  if (one(".queue") && inQueue(key)) return true;
  if (key === "j" || key === "J") return go(+1, key === "J");
  if (key === "k" || key === "K") return go(-1, key === "K");
  if (key === "g" && one(".galley")) return goGap();
  if (key === "x" || key === "X") return select(key === "X");
  if (key === "u" && one("#undo")) return end("Nothing of yours is left to undo here.");
  const here = mark();
  if (key === "Enter") return enter(here);
  if (!OF_A_CARD.includes(key)) return false;
  if (!here) {
    if (one(`[data-no-${key}]`)) return end(noneFor(key));
    return all(MARKS).length > 0 && end("Choose a statement first: press j or click one.");
  }
  if (here.matches(".sheet-table a")) return end(`${one("#selection") ? "Select with x first, or press" : "Press"} Enter for the card.`);
  if (here.getAttribute("aria-current") !== "true") return again(here, key);
  return end(noneFor(key));
}

// Review offers no key beyond the ends of its queue, none for what cannot be chosen, nor while nothing is.
const AT_THE_ENDS = { j: "That was the last one.", k: "That was the first one." };

function inQueue(key) {
  if (key === "X" && selectRows()) return true;
  const isToChoose = "xX".includes(key) || (key === "A" && !one("#selection"));
  const why = isToChoose ? noneFor("x") : key === "A" ? "Choose statements first (x)." : AT_THE_ENDS[key];
  return Boolean(why) && end(why);
}

// Why a key has nothing to do here: the page says it of those that one may well expect, `data-no-0`; of them all to
// somebody who only reads, `data-why-not`.
function noneFor(key) {
  const why = one(`[data-no-${key}]`)?.getAttribute(`data-no-${key}`) ?? (/\d/.test(key) && one("[data-no-digit]")?.innerText);
  return why || (!"odh".includes(key) && one("[data-why-not]")?.innerText) || "Nothing to do with this key here.";
}

// A key means the statement that has the focus, be the card that of another; what is selected goes first.
function isOfFocused(key) {
  const focused = document.activeElement.closest(".galley .s:not([aria-current=true])");
  return focused && OF_A_CARD.includes(key) && !one(`#selection:not([hidden]) [data-key~="${key}"]`);
}

// On a small screen the card is folded: what is in it cannot be seen, nor pressed, until it is opened.
function unfold() {
  const toggle = one('.card[data-sheet="peek"] [data-sheet-toggle]');
  return toggle?.checkVisibility() ? (toggle.click(), true) : false;
}

// A link that has the focus is followed by the browser.
function enter(here) {
  const focused = document.activeElement;
  if (focused === document.body && here) return here.click(), true;
  return focused.matches(".s[aria-current=true]") && unfold();
}

// The element that is this key: of an open form first, then of the selection, then of the card; rather the thing than
// what opens it. Where several are selected, the digits mean them, not the scale that stands open in a card.
const ROOMS = [".card[data-several] form", "#selection [data-again]", ".card form, .read form, .history", "#selection", ".card, .decide", "body"];

function find(key) {
  if (OF_A_CARD.includes(key) && one(`.card [data-key~="${key}"]`)) unfold();
  const isMeant = (offer) => offer.dataset.key.split(" ").includes(key) && !offer.closest(".outcomes:not(:focus-within)");
  const offers = all("[data-key]").filter(isMeant);
  const rank = (offer) => ROOMS.findIndex((room) => offer.closest(room)) + ("again" in offer.dataset ? 0.5 : 0);
  return offers.sort((first, second) => rank(first) - rank(second))[0];
}

function use(offer, key) {
  if (offer.matches("section, dt")) return lead(key);
  if (isTyping(offer)) return offer.focus(), true;
  if ("again" in offer.dataset) return again(offer, key);
  if (offer.dataset.stop) return end(offer.dataset.stop, (offer.dataset.stop = ""));
  isOpening = offer.matches(".card a[hx-get], #selection[hx-get] [type=submit]");
  offer.click();
  if (offer.matches("details[open] > summary")) one("input", offer.parentElement)?.focus();
  if (offer.type === "radio") say(offer.labels[0].innerText.replace(/\s+\d\s*$/, ""));
  if (offer.matches("[data-select]")) {
    lastPicked = offer.value;
    sayChosen(offer.checked);
  }
  if (offer.dataset.then) goOn(offer);
  return true;
}

// To the first place that has this key, from there to the next.
function lead(key) {
  const places = all(`:is(section, dt)[data-key="${key}"]`);
  const at = places.findIndex((place) => place.contains(document.activeElement));
  const next = places[(at + 1) % places.length];
  (one(".outcomes button", next) ?? next).focus();
  next.scrollIntoView({ block: "nearest", behavior: "instant" });
  return true;
}

// To the detail that this verdict asks for, while none is chosen; else behind what its text says already.
function goOn(offer) {
  const details = one(`.details-of.${offer.value}`, offer.form);
  toEnd((details && !one(":checked", details) && one("input", details)) || one(offer.dataset.then, offer.form));
}

function toEnd(field) {
  field.focus({ preventScroll: true });
  field.scrollIntoView({ block: "nearest", behavior: "instant" });
  if (field.matches("textarea")) field.setSelectionRange(field.value.length, field.value.length);
}

// Open first what answers to the key, then press it once more.
let pending = [];
let isOpening = false; // a form: what is typed on meanwhile is a word, no walk through the text

function again(opener, key) {
  pending = [key];
  isOpening = true;
  opener.click();
  return true;
}

document.addEventListener("htmx:afterRequest", () => (isOpening = false));
document.addEventListener("htmx:afterSettle", ({ detail: { elt: part } }) => {
  if (isTyping(document.activeElement)) pending = []; // no key but the first letter of what is written there
  const offered = pending.length && find(pending[0]);
  const isAll = part.matches(".card:not([aria-busy]), .queue"); // what the key was meant for is there, without it
  if (offered ? offered.matches("[data-again], .htmx-request") : !isAll || !OF_A_CARD.includes(pending[0])) return;
  const key = pending.shift();
  if (offered) use(offered, key);
  else end(noneFor(key));
});

// Moving through the text
function mark() {
  const row = document.activeElement.closest(".sheet-table tr");
  return document.activeElement.closest(".s") ?? (row && one("th a", row)) ?? current();
}

function beside(selector, step) {
  const from = document.activeElement.closest(".s, .gap, tr") ?? current() ?? one(".row:target .no");
  const side = step > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  const there = (each) => !from || (from.compareDocumentPosition(each) & side && !from.contains(each));
  return all(selector).filter(there).at(step > 0 ? 0 : -1);
}

function go(step, onlyUnfinished) {
  const next = beside(MARKS + (onlyUnfinished ? "[data-todo]" : found.length ? ".hit" : ""), step);
  const none = onlyUnfinished ? `Nothing unfinished further ${step > 0 ? "on" : "up"}.` : AT_THE_ENDS[step > 0 ? "j" : "k"];
  if (!next) return all(MARKS).length > 0 && end(none);
  next.focus();
  next.scrollIntoView({ block: "nearest" });
  if (!one(".card[data-statement]")) return true;
  document.body.dataset.roams = "";
  next.click();
  return true;
}

function goGap() {
  const next = beside(".gap", +1) ?? one(".gap");
  return next ? (next.focus(), true) : end(`Every word${one("#found-words") ? " shown" : ""} is in a statement.`);
}

const end = (words) => (say(words, true), true);

// A key is heard as what it is, not as part of the name of its button
document.addEventListener("htmx:load", ({ detail: { elt: part } }) => {
  if (document.body.dataset.keys === "off") return;
  for (const offer of part.querySelectorAll(":is(a, button, input, summary):is([data-key], [data-press])")) {
    offer.setAttribute("aria-keyshortcuts", (offer.dataset.key ?? offer.dataset.press).replace(/\b[A-Z]\b/g, "Shift+$&"));
    for (const sign of (offer.closest("label") ?? offer).querySelectorAll("kbd")) sign.ariaHidden = "true";
  }
});

// Selecting: what is chosen stands in the form, as boxes, or as hidden fields for marks and for rows out of sight
let lastPicked; // its id: the mark itself may have been drawn anew since

const chosen = () => new FormData(one("#selection, form[data-of]") ?? undefined).getAll("statement");

const keep = (id) => one("#selection").append(Object.assign(document.createElement("input"), { type: "hidden", name: "statement", value: id }));

const box = (each) => one("[data-select]", each.closest("tr") ?? each);
const idOf = (each) => box(each)?.value ?? each.id.slice(1);

function pick(each, isOn) {
  const [own, id] = [box(each), idOf(each)];
  if (own) own.checked = isOn;
  else if (!isOn) one(`#selection input[value="${id}"]`)?.remove();
  else if (!chosen().includes(id)) keep(id);
}

// Where a range begins; in a page that brought its selection along, at the last of that.
function anchor(list) {
  const ids = chosen();
  return list.find((each) => idOf(each) === lastPicked) ?? list.findLast((each) => ids.includes(idOf(each)));
}

function select(isRange) {
  const here = mark();
  if (!here?.matches(MARKS) || !one("#selection")) return false;
  const list = all(MARKS);
  const isOn = isRange || !chosen().includes(idOf(here));
  const from = list.indexOf((isRange && anchor(list)) || here);
  for (const each of span(list, from, list.indexOf(here))) pick(each, isOn);
  lastPicked = idOf(here);
  showChosen();
  sayChosen(isOn);
  return true;
}

const span = (list, a, b) => list.slice(Math.min(a, b), Math.max(a, b) + 1);
const sayChosen = (isOn) => say(`${isOn ? "Chosen" : "Not chosen"}. ${chosen().length} in all.`);

function showChosen() {
  const form = one("#selection");
  if (!form) return;
  const ids = chosen();
  const isOn = (each) => each.toggleAttribute("data-picked", ids.includes(idOf(each)));
  for (const each of document.querySelectorAll(MARKS)) each.ariaDescription = isOn(each) ? "selected" : null;
  for (const count of form.querySelectorAll("[data-count]")) count.textContent = ids.length;
  form.hidden = ids.length === 0;
  keepInAddress(ids.length <= MOST_AT_ONCE ? ids : []);
}

// So that a page that is loaded anew, as after an undo or where the card is closed, has what was chosen, and nothing that was cleared.
function keepInAddress(ids) {
  const address = new URL(location);
  address.searchParams.delete("statement");
  for (const id of ids) address.searchParams.append("statement", id);
  if (address.href !== location.href) history.replaceState(history.state, "", address);
  for (const close of document.querySelectorAll(".card-head a")) close.search = new URLSearchParams(ids.map((id) => ["statement", id]));
}

// In the queue, from the row that was chosen last to the one that is read.
function selectRows() {
  const boxes = all("[data-select]");
  const here = boxes.findIndex((each) => each.dataset.key === "x");
  if (here < 0) return false;
  const last = boxes.findIndex((each) => each.value === lastPicked);
  const from = last < 0 ? boxes.findIndex((each) => each.checked) : last;
  return choose(span(boxes, from < 0 ? here : from, here));
}

function choose(boxes) {
  for (const each of boxes) each.checked = true;
  showChosen();
  return sayChosen(true), true;
}

// What a key does, for who has none
document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-press]");
  if (button) press(button.dataset.press);
  if (target.closest("[data-chooses-all]")) choose(all("[data-select]"));
});

// Saving, leaving
// Of the form that has the focus, of the part of it that was opened; else of the only one that there is to save.
function submit(event) {
  const saves = all("[data-submit]");
  const only = saves.length === 1 && !event.target.matches("a") ? saves[0].form : null;
  const form = event.target.form ?? event.target.closest("form") ?? only;
  if (!form) return;
  event.preventDefault();
  if (event.repeat) return; // held, it would save what came after, too
  const meant = `[data-submit${event.altKey ? "-stay" : ""}]`;
  (one(meant, event.target.closest("details") ?? form) ?? one(meant, form) ?? one("[type=submit]", form))?.click();
}

// One step back each time: out of the field, out of its form, out of the card.
function leave(event, field) {
  const help = one("[data-open]");
  if (help) return one(`[data-opens="#${help.id}"]`).click();
  if (field) {
    event.preventDefault(); // a search field would empty itself
    event.target.blur();
    return one(".card h2, .read")?.focus();
  }
  const back = find("Escape");
  if (!back) return;
  if (back.matches("#found-words a") && mark()) back.hash = mark().id;
  else if (!back.closest("#selection")) current()?.focus();
  back.click();
}

// What is done with a selection leads back to what was current here; htmx, and the form itself, send it after this.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("#selection[method=get]")) return;
  if (chosen().length > MOST_AT_ONCE) {
    event.preventDefault();
    event.stopPropagation();
    return end(`At most ${MOST_AT_ONCE} at once. Clear (Esc), then select fewer.`);
  }
  if (mark() && form.elements.here) form.elements.here.value = idOf(mark());
}, true);

document.addEventListener("change", (event) => event.target.matches("[data-select]") && showChosen());
const found = [...document.querySelectorAll(".s.hit")].map(({ id }) => id); // stays so where its paragraph is drawn anew
// What was ticked stays so: in the rail that each statement of the queue brings along, in a table that one returns to.
let ticked = new URLSearchParams(location.search).getAll("statement");
let tickedIn = one("#selection")?.dataset.of; // an article of the queue; of what was decided together nothing stays
document.addEventListener("htmx:beforeSwap", ({ detail: { requestConfig } }) => {
  ticked = chosen();
  tickedIn = one(requestConfig.verb === "post" ? "#selection" : "[data-of]")?.dataset.of;
});
document.addEventListener("htmx:afterSettle", tick);

function tick() {
  for (const id of found) document.getElementById(id)?.classList.add("hit");
  for (const own of document.querySelectorAll("[data-select]")) own.checked ||= ticked.includes(own.value);
  const isGone = (id) => chosen().includes(id) || one(`[data-done="${id}"]`);
  if (tickedIn && one("#selection")?.dataset.of === tickedIn) ticked.filter((id) => !isGone(id)).forEach(keep);
  // What was merged away is chosen no more.
  if (one("#galley")) for (const id of chosen()) if (!one(`#s${id}`)) one(`#selection input[value="${id}"]`).remove();
  showChosen();
}

document.addEventListener("reset", (event) => {
  if (event.target.id !== "selection") return;
  for (const field of event.target.querySelectorAll("[name=statement]")) field.remove();
  for (const own of document.querySelectorAll("[data-select]")) own.defaultChecked = false;
  setTimeout(() => (showChosen(), say("Nothing is selected.")));
});
tick();
