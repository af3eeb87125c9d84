/// How large a status list becomes, and how long it takes to make one.
@NullMarked
package dev.mintmark.bench.status;

import org.jspecify.annotations.NullMarked;
