package com.example.orders;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/** Key stores on disk. */
final class Stores {
  private Stores() {}

  static KeyStore load(String path, String password) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    try (InputStream in = new FileInputStream(path)) {
      store.load(in, password.toCharArray());
    }
    return store;
  }
}
