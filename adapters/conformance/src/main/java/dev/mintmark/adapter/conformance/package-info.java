/// What every adapter to a web framework has to do, as tests over real HTTP. An adapter's own test
/// extends [AdapterConformance] and [VectorConformance] and says how to start a service.
@NullMarked
package dev.mintmark.adapter.conformance;

import org.jspecify.annotations.NullMarked;
