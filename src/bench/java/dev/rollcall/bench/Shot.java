package dev.rollcall.bench;

import java.util.List;

/**
 * A picture to be taken of the page.
 *
 * @param name of the file, without its ending
 * @param query what the address ends with
 * @param step what happens in the page once it is live, a script
 * @param ready an expression that becomes true in the page then, when the picture can be taken
 */
record Shot(String name, Board board, String query, Size size, String scheme, String ready, String step, Event event) {
    private static final String LISTED = "document.querySelector('rollcall-entries [data-package]')";
    private static final String EMBEDDED =
            "document.querySelector('rollcall-board')?.shadowRoot?.querySelector('[data-package]')";
    private static final String LIVE = "document.querySelector('.state')?.dataset.state === 'live'";
    /** It is loaded once it is in sight, and rows that come meanwhile push it away: scrolled to until it is drawn. */
    private static final String TIMELINE =
            "(t => (t.scrollIntoView(), t.querySelector('svg')))(document.querySelector('rollcall-timeline'))";

    /** Which board the server has. */
    enum Board {
        /** Many packages on many hosts. */
        FLEET,
        /** One host. */
        SINGLE,
        /** Nothing. */
        EMPTY
    }

    /** How large the window is, and whether what is below is on the picture too. */
    enum Size {
        DESKTOP(1440, 900, false),
        WHOLE(1440, 900, true),
        PHONE(390, 844, false),
        WHOLE_PHONE(390, 844, true),
        WALL(1920, 1080, false);

        final int width;
        final int height;
        final boolean whole;

        Size(int width, int height, boolean whole) {
            this.width = width;
            this.height = height;
            this.whole = whole;
        }
    }

    /** What happens to the server when the page is there. */
    enum Event {
        NONE,
        GOES_AWAY,
        REFUSES_CONFIGURATION,
        CANNOT_WRITE
    }

    /** An expression that is true in the page when it is connected. */
    String live() {
        return query.startsWith("embed") ? "true" : LIVE;
    }

    private static Shot of(String name, Board board, String query, Size size) {
        String ready = board == Board.EMPTY ? "true" : LISTED;
        return new Shot(name, board, query, size, "light", ready, "", Event.NONE);
    }

    private Shot dark() {
        return new Shot(name, board, query, size, "dark", ready, step, event);
    }

    private Shot when(String otherReady) {
        return new Shot(name, board, query, size, scheme, otherReady, step, event);
    }

    private Shot after(String otherStep) {
        return new Shot(name, board, query, size, scheme, ready, otherStep, event);
    }

    private Shot during(Event otherEvent) {
        return new Shot(name, board, query, size, scheme, ready, step, otherEvent);
    }

    /** All of them. */
    static List<Shot> all() {
        String dialog = "document.querySelector('dialog[open]')";
        String notice = "document.querySelector('rollcall-notice').textContent";
        return List.of(
                of("list-light", Board.FLEET, "?layout=list", Size.DESKTOP),
                of("list-dark", Board.FLEET, "?layout=list", Size.DESKTOP).dark(),
                of("list-whole", Board.FLEET, "?layout=list&host=web01.example.net,db01.example.net", Size.WHOLE),
                of("single-light", Board.SINGLE, "", Size.DESKTOP),
                of("single-dark", Board.SINGLE, "", Size.DESKTOP).dark(),
                of("single-whole", Board.SINGLE, "", Size.WHOLE).when(TIMELINE + " && (scrollTo(0, 0), true)"),
                of("troubled", Board.FLEET, "?layout=list&status=failed,missing,stale&sort=status", Size.DESKTOP),
                of("nothing-found", Board.FLEET, "?q=nowhere", Size.DESKTOP).when("true"),
                of("phone-list", Board.FLEET, "?layout=list", Size.PHONE),
                of("phone-matrix", Board.FLEET, "?layout=matrix", Size.PHONE).dark(),
                of("phone-single", Board.SINGLE, "", Size.WHOLE_PHONE),
                of("matrix-light", Board.FLEET, "?layout=matrix", Size.DESKTOP),
                of("matrix-dark", Board.FLEET, "?layout=matrix", Size.DESKTOP).dark(),
                of("matrix-whole", Board.FLEET, "?layout=matrix", Size.WHOLE),
                of("matrix-differences", Board.FLEET, "?layout=matrix&differ=1", Size.DESKTOP),
                of("wall-light", Board.SINGLE, "?wall", Size.WALL),
                of("wall-dark", Board.SINGLE, "?wall", Size.WALL).dark(),
                of("wall-hosts", Board.FLEET, "?wall", Size.WALL).dark(),
                of("package-light", Board.FLEET, "#package=nginx&host=web01.example.net", Size.DESKTOP)
                        .when(dialog),
                of("package-dark", Board.FLEET, "#package=openssl&host=db01.example.net", Size.DESKTOP)
                        .dark()
                        .when(dialog),
                of("package-phone", Board.FLEET, "#package=nginx&host=web01.example.net", Size.PHONE)
                        .when(dialog),
                of("timeline", Board.FLEET, "", Size.DESKTOP).when(TIMELINE),
                of("empty", Board.EMPTY, "", Size.DESKTOP),
                of("closed", Board.SINGLE, "", Size.DESKTOP)
                        .after("document.querySelector('rollcall-connection button').click()")
                        .when("document.querySelector('.state').dataset.state === 'closed'"),
                of("disconnected", Board.SINGLE, "", Size.DESKTOP).during(Event.GOES_AWAY),
                of("refused", Board.SINGLE, "", Size.DESKTOP)
                        .during(Event.REFUSES_CONFIGURATION)
                        .when(LISTED + " && " + notice),
                of("degraded", Board.SINGLE, "", Size.DESKTOP)
                        .dark()
                        .during(Event.CANNOT_WRITE)
                        .when(LISTED + " && " + notice),
                of("embed", Board.SINGLE, "embed?theme=light", Size.DESKTOP).when(EMBEDDED),
                of("embed-dark", Board.FLEET, "embed?theme=dark&host=web01.example.net&hide=header", Size.DESKTOP)
                        .when(EMBEDDED));
    }
}
