package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings on the command line. */
class AssignmentTest {
    @TempDir
    Path folder;

    private ConfigFolder files;

    @BeforeEach
    void setUp() {
        files = new ConfigFolder(folder)
                .environment(Map.of("N", "9"))
                .file(
                        "rollcall.json",
                        "{'http': {'port': 1, 'host': '::1', 'proxies': ['10.0.0.1']}, 'packages': ['nginx']}");
    }

    @Test
    void winsOverTheFileWithTheTypeThatTheKeyWants() throws Exception {
        // when
        RollcallConfig config = files.set(
                        "http.port=2",
                        "collect.every=10s",
                        "collect.discover=false",
                        "history.file=null",
                        "collect.host=123",
                        "collect.workers=${env:N}",
                        "http.proxies=[]",
                        "http.limits={\"idle\": 7}",
                        "packages=[\"kernel\", {\"name\": \"x\", \"command\": \"x\"}]")
                .read()
                .config();

        // then
        assertThat(config.http().port()).isEqualTo(2);
        assertThat(config.http().host()).isEqualTo("::1");
        assertThat(config.http().proxies()).isEmpty();
        assertThat(config.http().limits().idle()).isEqualTo(7);
        assertThat(config.collect().every()).hasSeconds(10);
        assertThat(config.collect().discover()).isFalse();
        assertThat(config.collect().host()).isEqualTo("123");
        assertThat(config.collect().workers()).isEqualTo(9);
        assertThat(config.history().file()).isNull();
        assertThat(config.packages()).extracting(PackageConfig::name).containsExactly("kernel", "x");
    }

    @Test
    void theLastOfSeveralWins() throws Exception {
        assertThat(files.set("http.port=2", "http.port=3")
                        .read()
                        .config()
                        .http()
                        .port())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            collect.every           | --set collect.every: found "collect.every"; must be KEY=VALUE, such as collect.every=10s
            =1                      | --set: found "=1"; must be KEY=VALUE, such as collect.every=10s
            a..b=1                  | --set a..b: found "a..b=1"; must be KEY=VALUE, such as collect.every=10s
            collect.every=10        | --set collect.every: found "10"; must be a duration with its unit, such as "500ms", "5s", "1m", "12h" or "30d"
            collect.every=1ms       | --set collect.every: found "1ms"; must be from 100ms to 7d
            collect.workers=many    | --set collect.workers: found "many"; must be a whole number from 1 to 256
            collect.workers=0       | --set collect.workers: found 0; must be from 1 to 256
            collect.workers=1.5     | --set collect.workers: found "1.5"; must be a whole number from 1 to 256
            collect.discover=yes    | --set collect.discover: found "yes"; must be true or false
            collect.every=null      | --set collect.every: found "null"; must be a duration with its unit, such as "500ms", "5s", "1m", "12h" or "30d"
            http=8080               | --set http: found "8080"; must be an object
            http.proxies=10.0.0.1   | --set http.proxies: found "10.0.0.1"; must be an array
            http.port.x=1           | --set http.port.x: found a key below one that holds a value; must be the key of a setting, such as collect.every
            packages.0=nginx        | --set packages.0: found a key below one that holds a value; must be the key of a setting, such as collect.every
            include=["a.json"]      | --set include: found the key "include"; must be any other key: only files include files
            packages=["ngnix"]      | --set packages: /packages/0 (line 1, column 2): found "ngnix"; must be a name of the catalogue, or an object that has a command; did you mean "nginx"?
            http.limits={"idle":0}  | --set http.limits: /http/limits/idle (line 1, column 9): found 0; must be from 1 to 1000000
            collect.host=${env:X}   | --set collect.host: found "${env:X}"; must be a reference to an environment variable that is set
            """)
    void saysWhatIsWrongWithOne(String text, String problem) {
        assertThat(files.set(text).problems()).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            collect.evry=1s     | --set collect.evry: found an unknown key; must be one of every,         | did you mean "every"?
            colect.every=1s     | --set colect.every: found an unknown key; must be one of $schema,       | did you mean "collect"?
            packages=["nginx"   | --set packages: /packages (line 1, column 9): found broken JSON        | must be JSON
            packages=["nginx"]] | --set packages: /packages (line 1, column 10): found broken JSON        | must be JSON
            """)
    void saysWhatMayHaveBeenMeantAndWhereJsonIsBroken(String text, String begin, String end) {
        assertThat(files.set(text).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem).startsWith(begin).endsWith(end));
    }

    @Test
    void saysAnotherOptionByItsOwnName() {
        ConfigSource source = files.source().with(List.of(Assignment.option("--port", "http.port", "70000")));
        assertThat(catchThrowableOfType(InvalidConfigException.class, source::read)
                        .problems())
                .extracting(Problem::toString)
                .containsExactly("--port: found 70000; must be from 0 to 65535");
    }
}
