package io.tlswhy.e2e.app;

/** An application that fetches several URLs, each in its turn, twice. */
public final class FetchEach {
  private FetchEach() {}

  /** The URLs are the arguments. */
  public static void main(String[] arguments) throws InterruptedException {
    for (int i = 0; i < 2; i++) {
      for (String url : arguments) {
        Fetch.failOnce(url);
      }
    }
    // The agent tells on threads of its own.
    Thread.sleep(4_000);
    System.out.println("done");
  }
}
