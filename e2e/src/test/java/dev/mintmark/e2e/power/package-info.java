/// Pulling the plug under a store at work, and looking at what is left. Not part of the build,
/// because it needs root to mount file systems: `e2e/power-loss`.
package dev.mintmark.e2e.power;
