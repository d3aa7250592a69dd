package dev.rollcall.door;

import dev.rollcall.config.TlsConfig;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/**
 * A certificate and its key as they were read from their files at one moment, which belong together. Immutable.
 *
 * @param chain the bytes of the file with the certificates
 * @param key the bytes of the file with the key
 * @param expiry when its own certificate, the first, is no longer good
 */
record Certificate(Buffer chain, Buffer key, Instant expiry) {
    private static final byte[] SAMPLE = {1, 2, 3};
    private static final List<String> KEY_TYPES = List.of("RSA", "EC", "EdDSA");

    /**
     * Reads both files. Blocks.
     *
     * @throws UnusableCertificateException when they cannot be used; its message names the file
     */
    static Certificate read(Vertx vertx, TlsConfig files) throws UnusableCertificateException {
        Buffer chain = bytes("http.tls.certificate", files.certificate());
        Buffer key = bytes("http.tls.key", files.key());
        X509Certificate own = first(files.certificate(), chain);
        PrivateKey secret = secret(vertx, files, chain, key);
        if (!belong(own.getPublicKey(), secret)) {
            throw new UnusableCertificateException("http.tls.key: the key in " + files.key()
                    + " is not the one of the certificate in " + files.certificate());
        }
        return new Certificate(chain, key, own.getNotAfter().toInstant());
    }

    /** For the server. */
    PemKeyCertOptions options() {
        return new PemKeyCertOptions().setCertValue(chain).setKeyValue(key);
    }

    /** Whether {@code other} is of the same bytes. */
    boolean isSameAs(Certificate other) {
        return chain.equals(other.chain) && key.equals(other.key);
    }

    private static Buffer bytes(String setting, String file) throws UnusableCertificateException {
        try {
            return Buffer.buffer(Files.readAllBytes(Path.of(file)));
        } catch (NoSuchFileException e) {
            throw new UnusableCertificateException(setting + ": " + file + " is not there");
        } catch (AccessDeniedException e) {
            throw new UnusableCertificateException(setting + ": " + file + " may not be read by this user");
        } catch (IOException e) {
            throw new UnusableCertificateException(setting + ": " + file + " cannot be read: " + e.getMessage());
        }
    }

    private static X509Certificate first(String file, Buffer chain) throws UnusableCertificateException {
        try {
            List<X509Certificate> all =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(chain.getBytes()))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (!all.isEmpty()) {
                return all.get(0);
            }
        } catch (CertificateException e) {
            throw new UnusableCertificateException(
                    "http.tls.certificate: " + file + " holds no certificate that can be read: " + e.getMessage());
        }
        throw new UnusableCertificateException("http.tls.certificate: " + file + " holds no certificate in PEM form");
    }

    private static PrivateKey secret(Vertx vertx, TlsConfig files, Buffer chain, Buffer key)
            throws UnusableCertificateException {
        try {
            KeyManager[] managers = new PemKeyCertOptions()
                    .setCertValue(chain)
                    .setKeyValue(key)
                    .getKeyManagerFactory(vertx)
                    .getKeyManagers();
            for (KeyManager manager : managers) {
                Optional<PrivateKey> found = manager instanceof X509KeyManager x509 ? secret(x509) : Optional.empty();
                if (found.isPresent()) {
                    return found.get();
                }
            }
        } catch (Exception e) {
            throw new UnusableCertificateException("http.tls.key: " + files.key()
                    + " holds no private key in PEM form (PKCS#8 or PKCS#1, without a passphrase) for the certificate in "
                    + files.certificate() + ": " + e.getMessage());
        }
        throw new UnusableCertificateException("http.tls.key: " + files.key() + " holds no private key that fits");
    }

    private static Optional<PrivateKey> secret(X509KeyManager manager) {
        return KEY_TYPES.stream()
                .map(type -> manager.getServerAliases(type, null))
                .filter(Objects::nonNull)
                .flatMap(Arrays::stream)
                .map(manager::getPrivateKey)
                .findFirst();
    }

    private static boolean belong(PublicKey open, PrivateKey secret) {
        String algorithm = switch (secret.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> secret.getAlgorithm();
        };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(secret);
            signature.update(SAMPLE);
            byte[] signed = signature.sign();
            signature.initVerify(open);
            signature.update(SAMPLE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            // Of another kind, as an EC key to an RSA certificate.
            return false;
        }
    }
}
