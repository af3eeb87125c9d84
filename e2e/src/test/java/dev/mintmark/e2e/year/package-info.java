/// A year in the life of an authority, on a clock that is moved.
package dev.mintmark.e2e.year;
