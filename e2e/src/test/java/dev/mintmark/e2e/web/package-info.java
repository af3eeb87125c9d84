/// Sessions of browsers as they are used: in Chromium, driven by Playwright, and behind the proxies
/// whose configurations we hand out. TLS everywhere, and names that make another site one.
package dev.mintmark.e2e.web;
