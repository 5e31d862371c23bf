// What is typed or chosen in the preview while a step is on its way stays so: the answer shows what the step was sent with.

const FIELD = "input:not([type=hidden]), textarea, select";
const isSteps = (form) => form.matches("form[data-draft-steps]");
const values = (form) =>
  new Map([...form.querySelectorAll(FIELD)].filter(({ type, checked }) => type !== "radio" || checked).map(({ name, value }) => [name, value]));
let sent = new Map();
let meant = [];
let typing; // the field that was written in: the focus stays there

document.addEventListener("htmx:beforeRequest", ({ detail: { elt: form } }) => {
  if (isSteps(form)) sent = values(form);
});
document.addEventListener("htmx:beforeSwap", ({ detail: { target: form } }) => {
  if (!isSteps(form)) return;
  meant = [...values(form)].filter(([name, value]) => sent.get(name) !== value);
  typing = meant.some(([name]) => name === document.activeElement.name) && document.activeElement;
});
document.addEventListener("htmx:afterSettle", ({ detail: { elt: form } }) => {
  if (!isSteps(form)) return;
  const found = meant.map(([name, value]) => [form.elements[name], value]).filter(([field]) => field);
  for (const [field, value] of found) field.value = value;
  const field = typing && form.elements[typing.name];
  field?.focus?.({ preventScroll: true });
  if (field?.matches?.("[type=text], textarea")) field.setSelectionRange(typing.selectionStart, typing.selectionEnd);
  if (found.some(([chosen]) => chosen.type === "select-one")) form.requestSubmit(); // a kind that nothing was sent for
  else field?.dispatchEvent?.(new Event("input", { bubbles: true })); // so that it is kept as a draft
  [meant, typing] = [[], undefined];
});
