package dev.rollcall.extract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a text apart into the words that stand nearest to its end. */
final class Words {
    private static final int WORDS_MAX = 8;
    private static final int ABBREVIATION_CHARS_MAX = 3;
    private static final String SENTENCE_ENDS = ".;!?|";

    private static final Pattern WORD =
            Pattern.compile("[\\p{L}\\p{N}_+#/&@'’.-]*[\\p{L}+#][\\p{L}\\p{N}_+#/&@'’.-]*|[.,;:!?|](?=\\s|$)|[\\d.]++");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}_+.-]+");
    private static final Pattern OUTER_PUNCTUATION = Pattern.compile("^[-/.@'’&]++|[-/.@'’&]++$");
    private static final Pattern NUMBER = Pattern.compile("[\\d.]++");
    /** VERSION_ID of os-release, version_string of many. */
    private static final Pattern ID = Pattern.compile("(?i)(?<=version)[_-]?(?:id|str|string|number|name|full)$");

    private static final Pattern BETWEEN_PARTS =
            Pattern.compile("(?<=[\\p{Ll}\\d])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})|[_.\\s/-]+");

    private Words() {}

    /** The last words of {@code text} and the punctuation between them, nearest to the end first. */
    static List<String> fromTheEnd(String text) {
        Deque<String> words = new ArrayDeque<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            String word = matcher.group();
            String bare = word.length() > 1 ? OUTER_PUNCTUATION.matcher(word).replaceAll("") : word;
            if (!bare.isEmpty()) {
                words.addFirst(bare);
            }
            boolean endsSentence = word.endsWith(".")
                    && word.length() > ABBREVIATION_CHARS_MAX
                    && !Lexicon.isVersionWord(word)
                    && matcher.end() < text.length();
            if (endsSentence) {
                words.addFirst(".");
            }
        }
        return words.stream().limit(WORDS_MAX).toList();
    }

    /** The words of {@code nearestFirst} up to where a sentence ends, without what only connects and without numbers. */
    static List<String> phrase(List<String> nearestFirst) {
        List<String> phrase = new ArrayList<>();
        for (String word : nearestFirst) {
            if (word.length() == 1 && SENTENCE_ENDS.contains(word)) {
                break;
            }
            if (!Lexicon.isConnecting(word) && !NUMBER.matcher(word).matches()) {
                phrase.add(word);
            }
            boolean behindOneOrTwoWords = phrase.size() == 2 || phrase.size() == 3;
            if (behindOneOrTwoWords && Lexicon.isPreposition(word)) {
                // What it is for is not what it is: "traceroute for Linux, version 2.1".
                phrase.clear();
            }
        }
        return phrase;
    }

    /** All words of {@code text}. */
    static List<String> all(String text) {
        return BETWEEN_WORDS.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
    }

    /** The parts of a word that is made of several: {@code goVersion}, {@code mail_version}, {@code Sudo-Version}. */
    static List<String> parts(String word) {
        return BETWEEN_PARTS
                .splitAsStream(ID.matcher(word).replaceFirst(""))
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
