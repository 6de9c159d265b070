(() => {
  "use strict";
  const form = document.getElementById("filters");
  if (!form) return;
  const shown = document.getElementById("shown");
  const nothing = document.getElementById("nothing");
  const marks = [...document.querySelectorAll("mark[data-of]")].map((mark) => ({
    mark,
    of: mark.dataset.of.split(" "),
  }));
  const cards = [...document.querySelectorAll(".card")].map((card) => ({
    card,
    number: card.id.slice(1),
    segment: card.closest(".segment"),
    file: card.closest(".file"),
  }));

  // The words of a card are those it says, those of its copy and its file's name.
  const words = (item) => {
    if (item.words === undefined) {
      const copy = item.segment.querySelector(".copy");
      item.words = [item.card, copy, item.file.querySelector("h2")].map((part) => part.textContent).join(" ").toLowerCase();
    }
    return item.words;
  };

  const apply = () => {
    const levels = new Set([...form.querySelectorAll("[name=level]:checked")].map((box) => box.value));
    const { category, status, file } = form.elements;
    const wanted = form.elements.words.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const segments = new Set();
    const files = new Set();
    const numbers = new Set();
    for (const item of cards) {
      const { card } = item;
      const fits =
        levels.has(card.dataset.level) &&
        (!category.value || card.dataset.category === category.value) &&
        (!status.value || card.dataset.status === status.value) &&
        (!file.value || item.file.dataset.file === file.value) &&
        wanted.every((word) => words(item).includes(word));
      card.hidden = !fits;
      if (fits) {
        segments.add(item.segment);
        files.add(item.file);
        numbers.add(item.number);
      }
    }
    for (const segment of document.querySelectorAll(".segment")) segment.hidden = !segments.has(segment);
    for (const section of document.querySelectorAll(".file")) section.hidden = !files.has(section);
    for (const { mark, of } of marks) mark.classList.toggle("off", !of.some((number) => numbers.has(number)));
    nothing.hidden = numbers.size > 0;
    shown.textContent = shown.dataset.say.replace("{shown}", numbers.size).replace("{total}", cards.length);
  };

  let waiting = 0;
  const soon = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(apply);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("reset", soon);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input, select, textarea")) {
      event.preventDefault();
      form.elements.words.focus();
    }
  });
  form.hidden = false;
  apply();
})();
