/// Many devices, some administrators and a thief use a cluster of real authorities, which is killed
/// under them, and so is its database. Everything that was asked and answered is written down; an
/// independent checker reads what was written and looks for broken promises: `e2e/chaos`.
package dev.mintmark.e2e.chaos;
