package io.tlswhy.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageBlocksTest {
  @Test
  void cutsAPageIntoItsParts() {
    assertThat(
            PageBlocks.of(
                """
                It is `so`
                and not [other](other.md).

                ## What to do

                - one, over
                  two lines
                - two
                text right behind

                ```
                # say
                run `it`
                ```

                | what | how |
                |---|---|
                | a `b` | |
                """))
        .containsExactly(
            Map.of(
                "pageWords",
                List.of(
                    Map.of("pageText", "It is "),
                    Map.of("pageMono", "so"),
                    Map.of("pageText", " and not other."))),
            Map.of("pageHeading", "What to do"),
            Map.of(
                "pageItems",
                List.of(
                    Map.of("pageSpans", List.of(Map.of("pageText", "one, over two lines"))),
                    Map.of("pageSpans", List.of(Map.of("pageText", "two text right behind"))))),
            Map.of("pageCode", "# say\nrun `it`"),
            Map.of(
                "pageRows",
                List.of(
                    Map.of(
                        "pageCells",
                        List.of(
                            Map.of("pageSpans", List.of(Map.of("pageText", "what"))),
                            Map.of("pageSpans", List.of(Map.of("pageText", "how"))))),
                    Map.of(
                        "pageCells",
                        List.of(
                            Map.of(
                                "pageSpans",
                                List.of(Map.of("pageText", "a "), Map.of("pageMono", "b"))),
                            Map.of("pageSpans", List.of()))))));
    assertThat(PageBlocks.of("")).isEmpty();
  }
}
