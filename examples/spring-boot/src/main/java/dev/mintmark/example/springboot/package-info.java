/// An orders service on Spring Boot. What it takes to guard it stands in `application.yaml`.
@NullMarked
package dev.mintmark.example.springboot;

import org.jspecify.annotations.NullMarked;
