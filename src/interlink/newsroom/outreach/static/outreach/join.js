// Does a little work before the form is sent, which a person does not notice and a machine with a million forms does.
// Without scripts, or where this fails, the form is taken all the same, only not as quickly or as often.
"use strict";

(() => {
  const form = document.querySelector("form[data-bits]");
  const stamp = form?.elements.namedItem("stamp");
  const proof = form?.elements.namedItem("proof");
  if (!form || !stamp.value || !globalThis.crypto?.subtle) return;

  const bits = Number(form.dataset.bits);
  const encoder = new TextEncoder();

  const fits = async (number) => {
    const digest = await crypto.subtle.digest("SHA-256", encoder.encode(`${stamp.value}:${number}`));
    return new DataView(digest).getUint32(0) >>> (32 - bits) === 0;
  };

  const search = async () => {
    const many = 256;
    for (let first = 0; ; first += many) {
      const numbers = Array.from({ length: many }, (_, place) => first + place);
      const found = await Promise.all(numbers.map(fits));
      const place = found.indexOf(true);
      if (place >= 0) return numbers[place];
      await new Promise((resume) => setTimeout(resume)); // lets the page answer meanwhile
    }
  };

  form.addEventListener("focusin", () => search().then((number) => { proof.value = String(number); }), { once: true });
})();
