import static org.codelibs.opensearch.runner.OpenSearchRunner.newConfigs;

import java.nio.file.Files;
import java.nio.file.Path;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/**
 * One OpenSearch server on the loopback address, until the process is ended.
 *
 * <p>Arguments: an empty folder for its data, its HTTP port, and the file to make once it answers.
 */
public final class SearchNode {
  private SearchNode() {}

  public static void main(String[] arguments) throws Exception {
    OpenSearchRunner runner = new OpenSearchRunner();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(runner)));
    runner.onBuild(
        (number, settings) -> {
          settings.put("discovery.type", "single-node");
          settings.put("network.host", "127.0.0.1");
          settings.put("http.port", arguments[1]);
          // A nearly full disk is no reason to refuse the few documents of a test.
          settings.put("cluster.routing.allocation.disk.threshold_enabled", "false");
        });
    runner.build(newConfigs().basePath(arguments[0]).numOfNode(1).useLogger());
    runner.ensureYellow();
    Files.createFile(Path.of(arguments[2]));
    Thread.currentThread().join();
  }

  private static void close(OpenSearchRunner runner) {
    try {
      runner.close();
    } catch (Exception error) {
      System.err.println("closing: " + error);
    }
  }
}
