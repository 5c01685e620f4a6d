// Two small conveniences of the desk; every screen works without them.
"use strict";

// What is pasted is read at once, without another press.
for (const field of document.querySelectorAll("[data-send-on-paste]")) {
  field.addEventListener("paste", () => setTimeout(() => field.form.requestSubmit()));
}

// «Sao chép»: the button shows only where the browser can copy.
for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  if (!field || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    button.textContent = "Đã sao chép";
  });
}
