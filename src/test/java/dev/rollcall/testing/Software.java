package dev.rollcall.testing;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A package that servers have, for boards that look like somebody's.
 *
 * @param versions from the oldest to the newest
 */
record Software(String name, String label, String category, List<String> versions) {
    private static final List<Software> KNOWN = Stream.of(
                    "kernel|Linux kernel|System|6.1.0-35-amd64 6.1.0-37-amd64 6.1.0-38-amd64 6.1.0-40-amd64",
                    "debian|Debian|System|12.9 12.10 12.11 12.12",
                    "systemd|systemd|System|252.36 252.38 252.39",
                    "openssl|OpenSSL|System|3.0.15 3.0.16 3.0.17 3.0.18",
                    "openssh|OpenSSH|System|9.2p1 9.6p1 9.9p2 10.0p2",
                    "bash|Bash|System|5.2.15 5.2.21 5.2.37",
                    "sudo|sudo|System|1.9.13p3 1.9.16p2 1.9.17p1",
                    "curl|curl|System|7.88.1 8.5.0 8.14.1 8.16.0",
                    "nginx|nginx|Web servers|1.26.1 1.26.2 1.26.3 1.28.0",
                    "apache|Apache HTTP Server|Web servers|2.4.62 2.4.63 2.4.65",
                    "haproxy|HAProxy|Web servers|3.0.8 3.0.10 3.0.11 3.2.5",
                    "caddy|Caddy|Web servers|2.9.1 2.10.0 2.10.2",
                    "varnish|Varnish|Web servers|7.6.1 7.7.1 8.0.0",
                    "traefik|Traefik|Web servers|3.4.4 3.5.1 3.5.3",
                    "postgresql|PostgreSQL|Databases|16.6 16.8 16.9 16.10",
                    "mariadb|MariaDB|Databases|10.11.11 10.11.13 10.11.14",
                    "redis|Redis|Databases|7.4.2 7.4.5 7.4.6",
                    "sqlite|SQLite|Databases|3.46.1 3.49.2 3.50.4",
                    "mongodb|MongoDB|Databases|8.0.9 8.0.13 8.0.15",
                    "elasticsearch|Elasticsearch|Databases|8.17.4 8.18.6 8.19.4",
                    "php|PHP|Languages|8.3.19 8.3.23 8.3.25 8.3.26",
                    "python|Python|Languages|3.11.2 3.12.9 3.13.5 3.13.7",
                    "java|OpenJDK|Languages|17.0.14+7-Debian-1deb12u1 17.0.15+6-Debian-1deb12u1 17.0.16+8-Debian-1deb12u1",
                    "node|Node.js|Languages|22.14.0 22.17.1 22.19.0 22.20.0",
                    "ruby|Ruby|Languages|3.3.8 3.4.5 3.4.6",
                    "go|Go|Languages|1.24.4 1.24.6 1.25.1",
                    "perl|Perl|Languages|5.36.0 5.40.1",
                    "git|Git|Tools|2.39.5 2.47.3 2.51.0",
                    "rsync|rsync|Tools|3.2.7 3.4.1",
                    "ansible|Ansible|Tools|11.6.0 11.9.0 12.0.0",
                    "terraform|Terraform|Tools|1.12.2 1.13.1 1.13.3",
                    "certbot|Certbot|Tools|4.1.1 4.2.0 5.0.0",
                    "ffmpeg|FFmpeg|Tools|5.1.6-0+deb12u1 7.1.1-1 7.1.2-1",
                    "docker|Docker|Containers|28.2.2 28.3.3 28.4.0 28.5.0",
                    "podman|Podman|Containers|5.4.2 5.5.2 5.6.1",
                    "containerd|containerd|Containers|1.7.27 2.1.3 2.1.4",
                    "kubelet|kubelet|Containers|1.33.4 1.33.5 1.34.1",
                    "prometheus|Prometheus|Monitoring|3.4.2 3.5.0 3.6.0",
                    "node-exporter|node_exporter|Monitoring|1.8.2 1.9.0 1.9.1",
                    "grafana|Grafana|Monitoring|12.0.2 12.1.1 12.2.0")
            .map(Software::parsed)
            .toList();

    private static final List<String> LATER = List.of("1.9.12", "2.0.0", "2.0.3", "2.1.0");

    /** The first {@code count} of them: known ones, and when these have run out, services of our own. */
    static List<Software> first(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> i < KNOWN.size() ? KNOWN.get(i) : ours(i - KNOWN.size()))
                .toList();
    }

    private static Software ours(int n) {
        String number = String.format("%04d", n);
        return new Software("service-" + number, "Service " + number, "Services " + (n / 100), LATER);
    }

    private static Software parsed(String line) {
        String[] parts = line.split("\\|");
        return new Software(parts[0], parts[1], parts[2], List.of(parts[3].split(" ")));
    }
}
