// A button that copies a text to the clipboard. Without this script the text is selected and copied by hand.
"use strict";
for (const button of document.querySelectorAll("[data-desk-copy]")) {
  const field = document.getElementById(button.dataset.deskCopy);
  if (!field || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    button.dataset.deskCopied = "";
    setTimeout(() => delete button.dataset.deskCopied, 2000);
  });
}
