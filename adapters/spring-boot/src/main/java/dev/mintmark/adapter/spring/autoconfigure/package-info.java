/// What a Spring Boot service gets by having the starter: a verifier, a gate, a filter chain, a
/// health indicator and meters, all made from the properties `mintmark.*` and all replaceable by
/// beans of the service's own.
@NullMarked
package dev.mintmark.adapter.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
