package dev.rollcall.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** A certificate of its own for {@code localhost}, and its key, as PEM files; made by the tool that comes with the JDK. */
public final class Pem {
    private static final String PASSWORD = "changeit";

    private Pem() {}

    /** Makes {@code NAME.crt} and {@code NAME.key} in {@code folder}, for the distinguished name {@code CN=commonName}. */
    public static void make(Path folder, String name, String algorithm, String commonName) throws Exception {
        Path store = folder.resolve(name + "-" + commonName + ".p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process made = new ProcessBuilder((keytool + " -genkeypair -keyalg " + algorithm + " -alias a -dname CN="
                                + commonName + " -storepass " + PASSWORD + " -keystore " + store)
                        .split(" ", -1))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(made.waitFor(20, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        write(
                folder.resolve(name + ".crt"),
                "CERTIFICATE",
                keys.getCertificate("a").getEncoded());
        write(
                folder.resolve(name + ".key"),
                "PRIVATE KEY",
                keys.getKey("a", PASSWORD.toCharArray()).getEncoded());
    }

    private static void write(Path file, String what, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
        Files.writeString(file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }
}
