package com.example.orders;

import java.io.IOException;

/** The company whose stock we sell. */
interface Partner {
  /** Asks the partner for {@code path}, such as {@code stock} or {@code reserve/tea}. */
  String ask(String path) throws IOException;
}
