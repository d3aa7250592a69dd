/**
 * The benchmark: servers on the same work, in JVMs of their own, driven in turn by the same client; medians, and ratios to a
 * floor that was measured in the same rounds.
 *
 * <pre>{@code
 *  Benchmark ─► Plan ─► Measuring ─┬─► ServerProcess   core 0: a Contender (Floor, PlainVertx, …), which keeps to Contract
 *      │                           └─► LoadProcess     core 1: Load ─► Driver ─┬─► Streams   receive, over HTTP/1.1 or HTTP/2
 *      ▼                                    │                                  └─► Publisher posts
 *   Report ◄─ Summary ◄─ Row ◄──────────────┘ one JSON line per Phase
 * }</pre>
 *
 * <ul>
 *   <li>Conductor: {@code Benchmark}, {@code Plan}, {@code Measuring} and what they start and print.
 *   <li>Client: {@code Load}; one thread, no garbage per event, an exact count per broadcast.
 *   <li>Contenders: {@code Contract} is all that a new one needs to know. It joins by a line in {@code Contender}, or by
 *       {@code --contenders=floor,NAME=CLASS}.
 *   <li>Programs of their own: {@code HistoryBenchmark}, {@code StartBenchmark}, {@code AttackBenchmark}; for the page in a
 *       browser {@code PageBenchmark}, and {@code Screenshots}, which takes its pictures.
 * </ul>
 *
 * <p>Linux alone: it reads {@code /proc}, and two processes compare {@link System#nanoTime()}, which is one clock there. All
 * traffic stays on the loopback. Everything has a limit in time, and every process that is started is ended.
 *
 * <p>On the loopback the receiver's half of TCP runs inside the sender's system call, and is in the figures of all contenders
 * alike: compare by ratio to the floor.
 */
@NullMarked
package dev.rollcall.bench;

import org.jspecify.annotations.NullMarked;
