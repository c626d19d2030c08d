// SPDX-License-Identifier: Apache-2.0
// Keeps the page current: fetches the part that changes every two seconds and swaps it in. While
// the server does not answer, the page is dimmed and says since when.
const live = document.getElementById("live");
const freshness = document.getElementById("freshness");
let seen = "";

// Notifications lead to a row, which is not among the first ones when much fires.
if (location.hash && !location.search && !document.getElementById(decodeURIComponent(location.hash.slice(1)))) {
  location.search = "?alerts=all";
}
let last = Date.now();

async function refresh() {
  try {
    const answer = await fetch("/ui/live" + location.search, {headers: seen ? {"If-None-Match": seen} : {}, cache: "no-store"});
    if (answer.status === 401) {
      location.href = "/ui/login";
      return;
    }
    if (answer.status === 200) {
      live.innerHTML = await answer.text();
      seen = answer.headers.get("ETag") || "";
    } else if (answer.status !== 304) {
      throw new Error("status " + answer.status);
    }
    last = Date.now();
    document.body.classList.remove("stale");
    freshness.textContent = "live";
  } catch (e) {
    document.body.classList.add("stale");
    freshness.textContent = "no answer for " + Math.round((Date.now() - last) / 1000) + " s";
  }
}

async function loop() {
  if (!document.hidden) {
    await refresh();
  }
  setTimeout(loop, 2000);
}

document.addEventListener("visibilitychange", () => document.hidden || refresh());
loop();
