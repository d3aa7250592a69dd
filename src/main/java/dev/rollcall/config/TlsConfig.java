package dev.rollcall.config;

/**
 * The certificate that Rollcall shows, as PEM files, which are read again when they change: section {@code http.tls}.
 *
 * @param certificate file with the certificate, and behind it those that lead to its issuer
 * @param key file with its private key (PKCS#8, or PKCS#1 for RSA), without a passphrase
 */
public record TlsConfig(String certificate, String key) {
    static final String FILE_RULE = "the name of a PEM file";

    /** Checks that both can be names of files; whether they are there is seen when they are read. */
    public TlsConfig {
        check("certificate", certificate);
        check("key", key);
    }

    private static void check(String name, String file) {
        if (!HistoryConfig.isFile(file)) {
            throw new IllegalArgumentException(name + ": found \"" + file + "\"; must be " + FILE_RULE);
        }
    }
}
