// The first line of the search: the same words, searched in the record itself.
(() => {
  const line = document.getElementById("search-record");
  const words = new URLSearchParams(location.search).get("q")?.trim();
  if (!line || !words) return;
  const link = line.querySelector("a");
  link.href = `${link.getAttribute("href")}?q=${encodeURIComponent(words)}`;
  link.textContent = `Search the record for "${words}"`;
})();
