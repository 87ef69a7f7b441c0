// Comforts of single question types. Every question can be answered without them.

const enrich = (root) => {
  // A slider beside its number field, which stays what is sent: until one of them is touched there is no answer.
  for (const box of root.querySelectorAll("[data-slider]")) {
    const field = box.querySelector("input");
    const slider = document.createElement("input");
    const { min, max, step } = box.dataset;
    Object.assign(slider, { type: "range", min, max, step });
    slider.value = (Number(min) + Number(max)) / 2;
    slider.setAttribute("aria-label", box.dataset.name);
    slider.setAttribute("aria-describedby", field.getAttribute("aria-describedby"));
    const follow = () => {
      const figure = Number(field.value.replace(",", "."));
      const known = field.value.trim() !== "" && Number.isFinite(figure);
      slider.classList.toggle("unset", !known);
      if (known) slider.value = figure;
      slider.setAttribute("aria-valuetext", known ? field.value : "–");
    };
    const take = () => {
      field.value = slider.value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    };
    slider.addEventListener("input", take);
    slider.addEventListener("click", take); // the middle, where it stands at first, is an answer too
    field.addEventListener("input", follow);
    box.prepend(slider);
    follow();
  }

  // Points to share out: what is left is counted and said, buttons and arrow keys give and take one step.
  for (const list of root.querySelectorAll("[data-points]")) {
    const total = Number(list.dataset.points);
    const step = Math.max(1, Math.round(total / 20));
    const told = list.parentElement.querySelector("[data-left]");
    const fields = [...list.querySelectorAll("input")];
    const points = (field) => Number(field.value) || 0;
    const left = () => total - fields.reduce((sum, field) => sum + points(field), 0);
    const tellLeft = () => {
      const rest = left();
      told.textContent = (rest < 0 ? told.dataset.over : told.dataset.left).replace("{rest}", Math.abs(rest));
      told.classList.toggle("over", rest < 0);
      told.classList.toggle("done", rest === 0);
    };
    const give = (field, more) => {
      field.value = Math.max(0, Math.min(points(field) + more, points(field) + Math.max(left(), 0)));
      field.dispatchEvent(new Event("input", { bubbles: true }));
    };
    for (const field of fields) {
      const words = field.labels[0].textContent;
      const moves = document.createElement("span");
      moves.className = "move";
      for (const [more, sign, name] of [[-step, "−", list.dataset.less], [step, "+", list.dataset.more]]) {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = sign;
        button.setAttribute("aria-label", `${name}: ${words}`);
        button.addEventListener("click", () => give(field, more));
        moves.append(button);
      }
      field.parentElement.append(moves);
      field.addEventListener("keydown", (event) => {
        const more = { ArrowUp: step, ArrowDown: -step }[event.key];
        if (!more) return;
        event.preventDefault();
        give(field, more);
      });
    }
    list.addEventListener("input", tellLeft);
    tellLeft();
  }

  // A long list that is searched by typing. The native list stays in the form, and is what is sent.
  const MOST_FOUND = 50;
  const plain = (words) => words.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[łøđ]/g, (ch) => "lod"["łøđ".indexOf(ch)]);

  for (const select of root.querySelectorAll("select[data-search]")) {
    const options = [...select.options].map((option) => ({ option, text: option.text, plain: plain(option.text) }));
    const box = document.createElement("div");
    const field = document.createElement("input");
    const list = document.createElement("ul");
    const says = document.createElement("span");
    const id = select.id;
    box.className = "search";
    Object.assign(field, { type: "text", className: "govuk-input", autocomplete: "off", spellcheck: false });
    Object.assign(list, { id: `${id}-found`, className: "found", hidden: true });
    says.className = "vh";
    says.setAttribute("role", "status");
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", select.labels[0].textContent);
    for (const name of ["aria-describedby", "aria-invalid"]) {
      if (select.hasAttribute(name)) field.setAttribute(name, select.getAttribute(name));
    }
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) {
      field.setAttribute(name, value);
    }
    select.id = `${id}-list`;
    select.hidden = true;
    field.id = id; // the label and the error summary lead here
    select.before(box);
    const refused = document.createElement("p");
    Object.assign(refused, { className: "fault", textContent: `${select.dataset.none}.`, hidden: true });
    box.append(field, list, says);
    box.before(refused);

    let at = -1;
    const shown = () => (select.value ? select.selectedOptions[0].text : "");
    const close = () => {
      list.hidden = true;
      at = -1;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    };
    const choose = (option) => {
      option.selected = true;
      field.value = shown();
      close();
      select.dispatchEvent(new Event("input", { bubbles: true }));
      select.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const look = () => {
      const typed = plain(field.value.trim());
      const words = typed.split(/\s+/);
      const hits = options.filter((each) => each.option.value && words.every((word) => each.plain.includes(word)));
      hits.sort((one, other) => other.plain.startsWith(typed) - one.plain.startsWith(typed));
      list.replaceChildren(...hits.slice(0, MOST_FOUND).map((hit, index) => {
        const row = document.createElement("li");
        row.id = `${list.id}-${index}`;
        row.setAttribute("role", "option");
        row.textContent = hit.text;
        row.addEventListener("mousedown", (event) => { event.preventDefault(); choose(hit.option); });
        row.hit = hit.option;
        return row;
      }));
      if (!hits.length) {
        const none = document.createElement("li");
        none.className = "none";
        none.textContent = select.dataset.none;
        list.append(none);
      }
      says.textContent = hits.length ? select.dataset.found.replace("{count}", hits.length) : select.dataset.none;
      at = -1;
      list.hidden = false;
      field.setAttribute("aria-expanded", "true");
      field.removeAttribute("aria-activedescendant");
    };
    const go = (step) => {
      if (list.hidden) look();
      const rows = list.querySelectorAll("[role=option]");
      if (!rows.length) return;
      rows[at]?.setAttribute("aria-selected", "false");
      at = (at + step + rows.length + (at < 0 && step < 0)) % rows.length;
      rows[at].setAttribute("aria-selected", "true");
      rows[at].scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", rows[at].id);
    };
    // What is typed in full is taken. What is not in the list goes to "other", or stays to be seen and is refused.
    const settle = () => {
      close();
      const words = field.value.trim();
      const typed = plain(words);
      const match = options.find((each) => (typed ? each.plain === typed : !each.option.value));
      const other = !match && options.find((each) => each.option.value === "other");
      const option = (match || other || options[0]).option;
      if (!option.selected) choose(option);
      if (other) select.form.elements[`${select.name}.other`].value = words;
      field.value = match || other ? shown() : words;
      refused.hidden = Boolean(match || other);
      field.toggleAttribute("aria-invalid", !refused.hidden);
    };
    field.addEventListener("input", look);
    field.addEventListener("click", look);
    field.addEventListener("blur", settle);
    field.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        go(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter" && !list.hidden) {
        event.preventDefault();
        const row = list.querySelectorAll("[role=option]")[Math.max(at, 0)];
        if (row) choose(row.hit);
      } else if (event.key === "Escape") {
        field.value = shown();
        close();
      }
    });
    field.value = shown();
  }
};

enrich(document);
// A page that is brought up to date has new fields.
document.addEventListener("renewed", (event) => enrich(event.target));
