package dev.rollcall.bench;

import java.io.IOException;

/** Many open event streams to one server. Its methods are called by the client's main thread alone. */
interface Streams extends AutoCloseable {
    /** How many there are to be, stalled ones included. */
    int wanted();

    /** Begins anew; {@link #advance()} does the work. */
    void open();

    /** Opens more of those that are not open yet, as many as may be under way at once. To be called once a turn. */
    void advance() throws IOException;

    /** How many have had their response head, with status 200, since {@link #open()}. */
    int opened();

    /** How many could not be opened, were refused, or ended. */
    int lost();

    /** How many are open and read. */
    int receiving();

    /** Lets the stalled ones read again, which shows whether the server still has them. */
    void resume();

    /** Ends all, as clients do that go away; they can then be opened again. */
    void end() throws IOException;

    /** Cuts all off, at the end of a run. */
    @Override
    void close() throws IOException;
}
