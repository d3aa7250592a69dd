package dev.rollcall.page;

/** How tabs come to one connection: a script takes the better ways away. */
enum Way {
    WORKER(""),
    LOCK("delete window.SharedWorker;"),
    PAGE("delete window.SharedWorker; Object.defineProperty(navigator, 'locks', { value: undefined });");

    private final String prelude;

    Way(String prelude) {
        this.prelude = prelude;
    }

    /** What is to run before the page's own scripts. */
    String prelude() {
        return prelude;
    }

    /** How many connections this many tabs have. */
    int connections(int tabs) {
        return this == PAGE ? tabs : Math.min(tabs, 1);
    }
}
