// Comforts of single question types. Every question can be answered without them.

// A slider beside its number field, which stays what is sent: until one of them is touched there is no answer.
for (const box of document.querySelectorAll("[data-slider]")) {
  const field = box.querySelector("input");
  const slider = document.createElement("input");
  const { min, max, step } = box.dataset;
  Object.assign(slider, { type: "range", min, max, step });
  slider.value = (Number(min) + Number(max)) / 2;
  slider.setAttribute("aria-label", box.dataset.name);
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
for (const list of document.querySelectorAll("[data-points]")) {
  const total = Number(list.dataset.points);
  const step = Math.max(1, Math.round(total / 20));
  const told = list.parentElement.querySelector("[data-left]");
  const fields = [...list.querySelectorAll("input")];
  const points = (field) => Number(field.value) || 0;
  const left = () => total - fields.reduce((sum, field) => sum + points(field), 0);
  const tellLeft = () => {
    const rest = left();
    told.textContent = (rest < 0 ? told.dataset.over : told.dataset.left).replace("{}", Math.abs(rest));
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
    for (const [more, sign, name] of [[-step, "−", "Less"], [step, "+", "More"]]) {
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
