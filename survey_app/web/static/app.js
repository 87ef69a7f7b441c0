// Small comforts. Every page works without them.

const status = document.getElementById("app-status");
const tell = (words) => {
  status.textContent = "";
  requestAnimationFrame(() => { status.textContent = words; });
};

// A page with faults begins at its summary.
document.getElementById("error-summary")?.focus();

// Copy a link.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  if (!field || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      tell("The link is copied.");
      button.classList.add("copied");
      setTimeout(() => button.classList.remove("copied"), 2000);
    } catch {
      tell("Your browser does not allow copying. The link is selected: copy it with the keyboard.");
    }
  });
}

// Put a list into order with buttons; the number fields stay what is sent.
const enrich = (root) => {
  for (const list of root.querySelectorAll("[data-rank]")) {
    const rows = () => [...list.children];
    const field = (row) => row.querySelector("input");
    const words = (row) => row.querySelector("label").textContent;
    const place = (row) => Number(field(row).value) || Infinity;
    const byPlace = () => list.append(...rows().sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b))));

    const move = (row, step, button) => {
      byPlace();
      const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
      if (other) (step < 0 ? other.before(row) : other.after(row));
      rows().forEach((each, index) => { field(each).value = index + 1; });
      field(row).dispatchEvent(new Event("input", { bubbles: true }));
      button.focus();
      const where = list.dataset.place.replace("{place}", place(row)).replace("{count}", rows().length);
      tell(`${words(row)}: ${where}`);
    };

    for (const row of rows()) {
      const moves = document.createElement("span");
      moves.className = "move";
      for (const [step, sign, name] of [[-1, "↑", list.dataset.up], [1, "↓", list.dataset.down]]) {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = sign;
        button.setAttribute("aria-label", `${name}: ${words(row)}`);
        button.addEventListener("click", () => move(row, step, button));
        moves.append(button);
      }
      row.append(moves);
    }
    if (!list.querySelector("[aria-invalid]")) byPlace();
  }
};

enrich(document);
// A page that is brought up to date has new fields.
document.addEventListener("renewed", (event) => enrich(event.target));

// Warn before leaving a page whose changes were not sent: <form data-guard>.
for (const form of document.querySelectorAll("form[data-guard]")) {
  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  form.addEventListener("renewed", () => { changed = false; });
  addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
}
