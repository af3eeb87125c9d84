/// The gate as a part of Spring Security: [MintmarkConfigurer] puts it into a filter chain, behind
/// which the principal is the trusted token.
///
/// It translates: what is decided and answered stands in `dev.mintmark.adapter.http`.
@NullMarked
package dev.mintmark.adapter.spring;

import org.jspecify.annotations.NullMarked;
