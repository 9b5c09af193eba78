// Offers completions below the search boxes. Nothing depends on it: without it, one types on.
"use strict";

const PAUSE = 150; // milliseconds without a key before anything is asked

for (const [n, box] of document.querySelectorAll("input[type=search][name=q]").entries()) {
  const list = document.createElement("datalist");
  list.id = `suggestions-${n}`;
  box.after(list);
  box.setAttribute("list", list.id);
  box.setAttribute("autocomplete", "off");

  let timer;
  let asked;

  const show = (texts, notes) => {
    list.replaceChildren(
      ...texts.map((text, i) => {
        const option = document.createElement("option");
        option.value = text;
        option.label = `${text} (${notes[i]})`;
        return option;
      }),
    );
  };

  const ask = async (q) => {
    asked = new AbortController();
    try {
      const address = new URL(`suggest?q=${encodeURIComponent(q)}`, box.form.action);
      const answer = await fetch(address, { signal: asked.signal });
      if (!answer.ok) return;
      const [, texts, notes] = await answer.json();
      show(texts, notes);
    } catch {
      // Left behind by the next key, or offline: one types on.
    }
  };

  box.addEventListener("input", (event) => {
    clearTimeout(timer);
    asked?.abort();
    const q = box.value.trim();
    // Choosing a completion is input too, but no question.
    const chosen = !event.inputType || event.inputType === "insertReplacementText";
    if (chosen || event.isComposing || q.length < 2) {
      list.replaceChildren();
      return;
    }
    timer = setTimeout(ask, PAUSE, q);
  });
}
