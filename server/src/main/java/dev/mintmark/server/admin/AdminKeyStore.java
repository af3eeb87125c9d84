package dev.mintmark.server.admin;

import java.util.List;

/// Where the hashes of admin keys rest.
public interface AdminKeyStore {
    List<byte[]> hashes();

    void add(byte[] hash);
}
