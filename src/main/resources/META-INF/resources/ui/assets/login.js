// SPDX-License-Identifier: Apache-2.0
// A login link carries the token behind the #, which browsers do not send to servers or proxies.
const token = new URLSearchParams(location.hash.slice(1)).get("token");
if (token) {
  history.replaceState(null, "", location.pathname);
  document.getElementById("token").value = token;
  document.getElementById("login").submit();
}
