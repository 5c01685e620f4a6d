// What is being typed about a message is put away every few seconds, sealed, for who types it. Without this script it is
// kept when the locked desk answers the form.
(() => {
  for (const form of document.querySelectorAll(".side form[method=post]")) {
    if (!form.querySelector("textarea")) continue;
    let waiting = 0;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        const typed = new URLSearchParams();
        for (const [name, value] of new FormData(form)) if (typeof value === "string") typed.append(name, value);
        fetch(`${form.action.split("#")[0]}/giu`, { method: "POST", body: typed, redirect: "manual" });
      }, 4000);
    });
    form.addEventListener("submit", () => clearTimeout(waiting));
  }
})();
