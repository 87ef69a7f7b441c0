// Follow the file: when it is saved, its findings and the questionnaire are shown anew.

const EVERY = 800; // milliseconds
const status = document.getElementById("app-status");
const frame = () => document.getElementById("served-page");

const beside = async () => {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const [old, fresh] = [document.getElementById("beside"), page.getElementById("beside")];
  const open = new Set([...old.querySelectorAll("details[open] summary")].map((one) => one.textContent));
  for (const one of fresh.querySelectorAll("summary")) one.parentElement.open = open.has(one.textContent);
  if (old.contains(document.activeElement)) return; // somebody reads there by keyboard; the next turn shows it
  old.replaceWith(fresh);
  if (!frame() && page.getElementById("served-page")) location.reload();
};

const follow = async () => {
  try {
    const { mark } = await (await fetch("/preview/mark")).json();
    if (mark !== document.getElementById("beside").dataset.mark) {
      document.activeElement?.blur?.();
      await beside();
      frame()?.contentWindow.location.reload();
      status.textContent = "The file was saved: its findings and the questionnaire are shown anew.";
    }
  } catch {
    // The preview has ended, or the file is being written: the next turn tells.
  }
  setTimeout(follow, EVERY);
};

frame()?.addEventListener("load", () => { beside().catch(() => {}); });
setTimeout(follow, EVERY);
