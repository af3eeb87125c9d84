/// An orders service of one servlet, in a Jetty of its own. What guards it stands in
/// [OrdersServer].
@NullMarked
package dev.mintmark.example.servlet;

import org.jspecify.annotations.NullMarked;
