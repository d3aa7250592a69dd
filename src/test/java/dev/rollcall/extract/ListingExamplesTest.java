package dev.rollcall.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.PackageConfig;
import dev.rollcall.extract.Listing.Item;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The listings that the README gives as examples, each with an output as its command prints it. */
class ListingExamplesTest {
    private static Map<String, PackageConfig> examples;

    @BeforeAll
    static void readReadme() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        String chapter = readme.substring(readme.indexOf("### One command, many packages"));
        int begin = chapter.indexOf("```json") + "```json".length();
        String json = chapter.substring(begin, chapter.indexOf("```", begin));
        examples = new ConfigReader(name -> false)
                .read("README.md", json).packages().stream()
                        .collect(Collectors.toMap(PackageConfig::name, example -> example));
    }

    @Test
    void areAllTriedOutHere() {
        assertThat(examples).containsOnlyKeys("dpkg", "rpm", "apk", "pip", "npm");
        assertThat(examples.values()).allMatch(PackageConfig::isListing);
    }

    @Test
    void readsDpkgWithoutWhatIsRemovedAndOnlyItsConfigurationLeft() {
        assertThat(items("dpkg", """
                        ii adduser 3.134
                        ii binutils-common:amd64 2.40-2
                        ii bsdutils 1:2.38.1-5+deb12u3
                        ii g++ 4:12.2.0-3
                        ii libc6:amd64 2.36-9+deb12u10
                        ii libc6:i386 2.36-9+deb12u10
                        hi linux-image-6.1.0-28-amd64 6.1.119-1
                        rc nginx-common 1.22.1-9
                        un php\s
                        iU vim 2:9.0.1378-2
                        """))
                .containsExactly(
                        new Item("adduser", "3.134"),
                        new Item("binutils-common:amd64", "2.40-2"),
                        new Item("bsdutils", "1:2.38.1-5+deb12u3"),
                        new Item("g++", "4:12.2.0-3"),
                        new Item("libc6:amd64", "2.36-9+deb12u10"),
                        new Item("libc6:i386", "2.36-9+deb12u10"),
                        new Item("linux-image-6.1.0-28-amd64", "6.1.119-1"));
    }

    @Test
    void readsRpmWithSeveralKernelsAndWithoutKeys() {
        assertThat(items("rpm", """
                        libgcc-14.0.1-0.15.fc40.x86_64
                        fedora-release-identity-container-40-35.noarch
                        gpg-pubkey-a15b79cc-63d04c2c
                        kernel-core-6.8.5-301.fc40.x86_64
                        kernel-core-6.8.7-300.fc40.x86_64
                        glibc-2.39-6.fc40.x86_64
                        glibc-2.39-6.fc40.i686
                        java-17-openjdk-headless-17.0.11.0.9-1.fc40.x86_64
                        python3-setuptools-69.0.3-3.fc40.noarch
                        libstdc++-14.0.1-0.15.fc40.x86_64
                        openssl-libs-3.2.1-2.fc40~rc1.x86_64
                        """))
                .containsExactly(
                        new Item("libgcc", "14.0.1-0.15.fc40"),
                        new Item("fedora-release-identity-container", "40-35"),
                        new Item("kernel-core", "6.8.5-301.fc40, 6.8.7-300.fc40"),
                        new Item("glibc", "2.39-6.fc40"),
                        new Item("java-17-openjdk-headless", "17.0.11.0.9-1.fc40"),
                        new Item("python3-setuptools", "69.0.3-3.fc40"),
                        new Item("libstdc++", "14.0.1-0.15.fc40"),
                        new Item("openssl-libs", "3.2.1-2.fc40~rc1"));
    }

    @Test
    void readsApk() {
        assertThat(items("apk", """
                        WARNING: opening from cache https://dl-cdn.alpinelinux.org/alpine/v3.20/main: No such file
                        alpine-baselayout-3.6.5-r0
                        busybox-binsh-1.36.1-r29
                        ca-certificates-bundle-20240226-r0
                        libcrypto3-3.3.1-r3
                        libstdc++-13.2.1_git20240309-r0
                        gtk+3.0-3.24.42-r0
                        font-noto-2-24.7.1-r0
                        """))
                .containsExactly(
                        new Item("alpine-baselayout", "3.6.5-r0"),
                        new Item("busybox-binsh", "1.36.1-r29"),
                        new Item("ca-certificates-bundle", "20240226-r0"),
                        new Item("libcrypto3", "3.3.1-r3"),
                        new Item("libstdc++", "13.2.1_git20240309-r0"),
                        new Item("gtk+3.0", "3.24.42-r0"),
                        new Item("font-noto-2", "24.7.1-r0"));
    }

    @Test
    void readsPip() {
        assertThat(items("pip", """
                        annotated-types==0.7.0
                        antlr4-python3-runtime==4.13.2
                        aws-sam-translator==1.110.0
                        Django==5.0b1
                        ruamel.yaml==0.18.6
                        torch==2.3.0+cu121
                        zope.interface==6.4.post2
                        """))
                .containsExactly(
                        new Item("annotated-types", "0.7.0"),
                        new Item("antlr4-python3-runtime", "4.13.2"),
                        new Item("aws-sam-translator", "1.110.0"),
                        new Item("Django", "5.0b1"),
                        new Item("ruamel.yaml", "0.18.6"),
                        new Item("torch", "2.3.0+cu121"),
                        new Item("zope.interface", "6.4.post2"));
    }

    @Test
    void readsNpmWithoutWhatIsNotInstalled() {
        assertThat(items("npm", """
                        /usr/lib
                        ├── @angular/cli@17.3.8
                        ├── UNMET DEPENDENCY missing-peer@^2.0.0
                        ├── corepack@0.34.6
                        ├── left-pad@1.3.0 extraneous
                        ├── my-tool@1.0.0 -> ./../home/dev/my-tool
                        └── npm@11.19.1

                        """))
                .containsExactly(
                        new Item("@angular/cli", "17.3.8"),
                        new Item("corepack", "0.34.6"),
                        new Item("left-pad", "1.3.0"),
                        new Item("my-tool", "1.0.0"),
                        new Item("npm", "11.19.1"));
        assertThat(items("npm", "/usr/lib\n+-- corepack@0.22.0\n`-- npm@10.2.3\n"))
                .containsExactly(new Item("corepack", "0.22.0"), new Item("npm", "10.2.3"));
    }

    private static List<Item> items(String example, String stdout) {
        var pattern = Objects.requireNonNull(examples.get(example).pattern());
        return ((Listing.Items) Listing.of(new Output(stdout, "", 0), pattern)).items();
    }
}
