package dev.rollcall.http;

import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** How a table is written: what the client accepts decides, RFC 9110, 12.5.1. */
enum Form {
    /** What there is when nothing else is asked for. */
    JSON("application", "json", "application/json"),
    /** RFC 4180, for spreadsheets. */
    CSV("text", "csv", "text/csv; charset=utf-8; header=present");

    private final String type;
    private final String subtype;
    private final String contentType;

    Form(String type, String subtype, String contentType) {
        this.type = type;
        this.subtype = subtype;
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /**
     * The form that the client of {@code context} likes best; of those that it likes alike the one that it names more
     * exactly, then JSON. Who accepts neither gets JSON, which is more use than a refusal.
     */
    static Form wantedBy(RoutingContext context) {
        List<MIMEHeader> accepted = context.parsedHeaders().accept();
        Wish json = JSON.wish(accepted);
        Wish csv = CSV.wish(accepted);
        boolean asMuch = csv.weight() == json.weight();
        boolean rather = csv.weight() > json.weight() || (asMuch && csv.exactness() > json.exactness());
        return rather && csv.weight() > 0 ? CSV : JSON;
    }

    /**
     * How much a form is wanted.
     *
     * @param weight 0 to 1
     * @param exactness 2 where it is named, 1 where its type is, 0 where anything is
     */
    private record Wish(int exactness, float weight) {}

    /** Of several ranges that it is in, the most exact one counts. */
    private Wish wish(List<MIMEHeader> accepted) {
        Wish wish = new Wish(-1, 0);
        for (MIMEHeader range : accepted) {
            int exactness = exactness(range);
            if (exactness > wish.exactness()) {
                wish = new Wish(exactness, range.weight());
            }
        }
        return wish;
    }

    private int exactness(MIMEHeader range) {
        if (range.component().equalsIgnoreCase(type)) {
            if (range.subComponent().equalsIgnoreCase(subtype)) {
                return 2;
            }
            return range.subComponent().equals("*") ? 1 : -1;
        }
        return range.component().equals("*") ? 0 : -1;
    }
}
