// Search among the events, and filters and search kept in the page's address. Without it all else works the same.
"use strict";
for (const timeline of document.querySelectorAll(".timeline")) {
  const events = [...timeline.querySelectorAll(".timeline-event")];
  const years = [...timeline.querySelectorAll(".timeline-year")];
  const radios = [...timeline.querySelectorAll(".timeline-filters input[type=radio]")];
  const number = timeline.querySelector(".timeline-shown-number");
  const box = timeline.querySelector(".timeline-search input");
  if (!box || !number) continue;
  const texts = new Map();

  // Letters without their accents, in lower case.
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const textOf = (event) => {
    if (!texts.has(event)) texts.set(event, folded(event.textContent));
    return texts.get(event);
  };

  function show() {
    const words = folded(box.value).split(/\s+/).filter(Boolean);
    const tokens = radios.filter((radio) => radio.checked && radio.dataset.token).map((radio) => radio.dataset.token);
    let shown = 0;
    const isShown = (event) => {
      const matches = words.every((word) => textOf(event).includes(word));
      event.toggleAttribute("data-unmatched", !matches);
      const chosen = event.dataset.in.split(" ");
      const visible = matches && tokens.every((token) => chosen.includes(token));
      shown += visible;
      return visible;
    };
    const visible = new Set(events.filter(isShown));
    for (const year of years) {
      year.toggleAttribute("data-empty", ![...year.querySelectorAll(".timeline-event")].some((event) => visible.has(event)));
    }
    timeline.classList.toggle("timeline-searched", words.length > 0);
    number.textContent = shown;
  }

  function keep() {
    const address = new URL(location.href);
    for (const name of new Set(radios.map((radio) => radio.name))) address.searchParams.delete(name);
    for (const radio of radios) if (radio.checked && radio.value) address.searchParams.set(radio.name, radio.value);
    if (box.value) address.searchParams.set(box.name, box.value);
    else address.searchParams.delete(box.name);
    try {
      history.replaceState(history.state, "", address);
    } catch {
      // A page that was opened from a disk keeps its address.
    }
  }

  const asked = new URL(location.href).searchParams;
  for (const radio of radios) if (radio.value && asked.get(radio.name) === radio.value) radio.checked = true;
  box.value = asked.get(box.name) ?? box.value;
  box.closest(".timeline-search").hidden = false;
  let waiting;
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { show(); keep(); }, 120);
  });
  timeline.addEventListener("change", () => { show(); keep(); });
  if (box.value || radios.some((radio) => radio.checked && radio.value)) {
    box.closest("details")?.setAttribute("open", "");
    show();
  }
}
