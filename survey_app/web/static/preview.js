// Follow the file: when it is saved, its findings and the questionnaire are shown anew.

const EVERY = 800; // milliseconds
const status = document.getElementById("app-status");
const frame = () => document.getElementById("served-page");

const here = location.pathname + location.search.replace(/([?&])language=[^&]*/, "$1"); // asks for no other one
const stops = (part) => [...part.querySelectorAll("a[href], summary")];

// Put a part of the page in its place; who stands in it by keyboard stays where they were.
const replaced = (id, page) => {
  const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
  const open = new Set([...old.querySelectorAll("details[open] summary")].map((one) => one.textContent));
  for (const one of fresh.querySelectorAll("summary")) one.parentElement.open = open.has(one.textContent);
  const at = stops(old).indexOf(document.activeElement);
  const words = document.activeElement?.textContent;
  old.replaceWith(fresh);
  if (at >= 0) (stops(fresh).find((one) => one.textContent === words) ?? stops(fresh)[at])?.focus();
};

const beside = async () => {
  const page = new DOMParser().parseFromString(await (await fetch(here)).text(), "text/html");
  replaced("beside", page);
  replaced("tools", page);
  if (!frame() && page.getElementById("served-page")) location.reload();
};

// Load the questionnaire anew; who is filling it in by keyboard stays at the same question.
const reloaded = () => {
  const inside = frame()?.contentDocument?.activeElement?.id;
  const held = document.activeElement === frame();
  frame()?.contentWindow.location.reload();
  if (held && inside) {
    frame().addEventListener("load", () => frame().contentDocument.getElementById(inside)?.focus(), { once: true });
  }
};

const follow = async () => {
  try {
    const { mark } = await (await fetch("/preview/mark")).json();
    if (mark !== document.getElementById("beside").dataset.mark) {
      await beside();
      reloaded();
      status.textContent = "The file was saved: its findings and the questionnaire are shown anew.";
    }
  } catch {
    // The preview has ended, or the file is being written: the next turn tells.
  }
  setTimeout(follow, EVERY);
};

frame()?.addEventListener("load", () => { beside().catch(() => {}); });
setTimeout(follow, EVERY);
