// The keys of the inbox. Everything works without them; who does not want them turns them off on the page of the keys.
(() => {
  const OFF = "hoiam-khong-phim-tat";
  const off = () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } };
  const bar = document.querySelector("[data-keys]");
  if (bar) {
    const show = () => {
      bar.hidden = false;
      bar.querySelector("[data-keys-off]").hidden = off();
      bar.querySelector("[data-keys-on]").hidden = !off();
    };
    bar.querySelector("[data-keys-off]").addEventListener("click", () => { localStorage.setItem(OFF, "1"); show(); });
    bar.querySelector("[data-keys-on]").addEventListener("click", () => { localStorage.removeItem(OFF); show(); });
    show();
  }
  const rows = [...document.querySelectorAll("[data-row]")];
  const here = () => rows.findIndex((row) => row.contains(document.activeElement));
  const go = (place) => rows[Math.max(0, Math.min(rows.length - 1, place))]?.querySelector("a").focus();
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || off()) return;
    const at = here();
    if (event.key === "j") go(at + 1);
    else if (event.key === "k") go(at < 0 ? 0 : at - 1);
    else if (event.key === "x" && at >= 0) rows[at].querySelector("input[type=checkbox]")?.click();
    else if (event.key === "/") document.querySelector("#q")?.focus();
    else if (event.key === "?") location.assign("/ban/phim-tat");
    else return;
    event.preventDefault();
  });
})();
