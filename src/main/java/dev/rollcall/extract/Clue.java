package dev.rollcall.extract;

/**
 * One thing that speaks for or against a candidate.
 *
 * @param points how much; negative when it speaks against
 * @param because in words for people
 */
public record Clue(int points, String because) {}
