// Bring a page up to date while it is filled in: the server decides what is asked, this only shows it.

const status = document.getElementById("app-status");
const form = () => document.querySelector("form[data-deciding]");
const shown = (root) => root.querySelectorAll(".q").length;
const LATER = 400; // milliseconds without a change before the server is asked

let typed = 0; // counts what is typed, so that an answer which comes too late replaces nothing
let waiting;

const decides = (field) => {
  const name = field.name || "";
  return form().dataset.deciding.split(" ").some((one) => name === `q.${one}` || name.startsWith(`q.${one}.`));
};

// Where the cursor is, found again in the new page.
const remembered = () => {
  const { id, name, value, type } = document.activeElement;
  return () => {
    const same = [...form().elements].find((field) => (id && field.id === id)
      || (name && field.name === name && (type !== "radio" && type !== "checkbox" || field.value === value)));
    same?.focus({ preventScroll: true });
  };
};

const update = async () => {
  const [before, old] = [typed, form()];
  const sent = new FormData(old);
  sent.set("go", "update");
  let reply;
  try {
    reply = await fetch(old.action, { method: "POST", body: sent, redirect: "error" });
  } catch {
    return; // without the server nothing is lost: the page is sent as a whole later
  }
  if (reply.status !== 200) return; // what stands against it is told when the page is sent
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  const fresh = page.querySelector("form[data-deciding]");
  if (!fresh) return;
  if (typed !== before) {
    later();
    return;
  }
  const [was, back] = [shown(old), remembered()];
  old.replaceChildren(...fresh.childNodes);
  old.dispatchEvent(new CustomEvent("renewed", { bubbles: true }));
  back();
  if (shown(old) !== was) status.textContent = shown(old) > was ? old.dataset.more : old.dataset.fewer;
};

const later = () => {
  clearTimeout(waiting);
  waiting = setTimeout(update, LATER);
};

document.addEventListener("input", (event) => { if (form()?.contains(event.target)) typed += 1; });
document.addEventListener("change", (event) => {
  if (form()?.contains(event.target) && decides(event.target)) later();
});
const button = document.getElementById("update");
if (button) button.hidden = true;
