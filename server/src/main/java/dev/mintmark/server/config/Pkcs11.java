package dev.mintmark.server.config;

import java.nio.file.Path;
import java.util.OptionalLong;

/// A token that keeps private keys, reached by PKCS#11.
///
/// @param library the shared library of its maker
/// @param slot it is in; empty for the first that has a token
/// @param isUsual whether new signing keys are made in it
public record Pkcs11(Path library, OptionalLong slot, SecretSetting pin, boolean isUsual) {}
