package io.tlswhy.cli.explain;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Holds the failures of a text back until it is known whether the text is short.
 *
 * <p>A few lines were picked by somebody, for one failure: what any of them tells of the
 * surroundings holds for the others as well, all of it is taken to be about TLS, and where no rule
 * applies the words in them are what there is to go by. In a whole log none of this is so.
 */
final class Excerpt implements LogScanner.Sink {
  private static final int LONGEST = 40;

  private final BlockAssembler assembler;
  private final TextRules rules;
  private final Findings findings;
  private final BitSet lent;
  private final BitSet told = new BitSet();
  private final List<Block> held = new ArrayList<>();
  private final Block whole = new Block("", false, 1);
  private boolean mayBeShort = true;
  private int pieces;

  /** One text, whose failures are judged by those rules. */
  Excerpt(TextRules rules, Findings findings) {
    this.assembler = new BlockAssembler(rules.opening(), rules.handshakeStarts(), this::complete);
    this.rules = rules;
    this.findings = findings;
    this.lent = rules.lent();
  }

  @Override
  public void line(LogLine line, BitSet found) {
    if (mayBeShort) {
      // A line that is too long for the scanner comes in pieces: what is held stays bounded.
      if (++pieces > LONGEST) {
        mayBeShort = false;
        release();
      } else {
        told.or(found);
        whole.add(LineKind.MORE, LinePrefix.of(line.text()).body(), found, line.number);
      }
    }
    assembler.line(line, found);
  }

  @Override
  public boolean wantsAll() {
    return mayBeShort || assembler.wantsAll();
  }

  /**
   * Tells that the text ended.
   *
   * @param lines how many it has
   */
  void end(long lines) {
    assembler.end();
    if (!mayBeShort || lines > LONGEST) {
      release();
      return;
    }
    told.and(lent);
    for (Block block : held) {
      block.found.or(told);
    }
    boolean first = findings.isEmpty();
    release();
    findings.reconsider();
    if (first && findings.isEmpty()) {
      judgeByWords();
    }
  }

  private void judgeByWords() {
    TextRules words = rules.withWords();
    whole.found.clear();
    whole.found.or(words.literalsIn(whole.text()));
    whole.found.or(words.assumedTls());
    findings.judge(words, whole);
  }

  private void complete(Block block) {
    if (mayBeShort) {
      held.add(block);
    } else {
      findings.add(block);
    }
  }

  private void release() {
    for (Block block : held) {
      findings.add(block);
    }
    held.clear();
  }
}
