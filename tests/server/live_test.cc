// SPDX-License-Identifier: GPL-2.0-or-later
#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/server/server_fixture.h"
#include "tests/support/articles.h"

namespace funnel::test {

namespace {

/// funnel-server as a program of its own, its output in our hands.
class Program {
 public:
  /// `files`: how many it may have open, at first and at most; 0 leaves that as it is.
  explicit Program(const std::vector<std::string>& arguments, rlim_t files = 0,
                   rlim_t most_files = 0) {
    int pipe_ends[2];
    REQUIRE(::pipe2(pipe_ends, O_CLOEXEC) == 0);
    std::string name = std::string(FUNNEL_BIN_DIR) + "/funnel-server";
    std::vector<std::string> copies = arguments;
    std::vector<char*> argv = {name.data()};
    for (std::string& argument : copies) argv.push_back(argument.data());
    argv.push_back(nullptr);
    pid_ = ::fork();
    REQUIRE(pid_ >= 0);
    if (pid_ == 0) {
      ::dup2(pipe_ends[1], 1);
      ::dup2(pipe_ends[1], 2);
      ::close(pipe_ends[0]);
      const rlimit limit{files, most_files};
      if (files > 0) ::setrlimit(RLIMIT_NOFILE, &limit);
      ::execv(name.c_str(), argv.data());
      ::_exit(127);
    }
    ::close(pipe_ends[1]);
    output_ = ::fdopen(pipe_ends[0], "r");
  }
  ~Program() {
    if (pid_ > 0) {
      ::kill(pid_, SIGKILL);
      Wait();
    }
    std::fclose(output_);
  }
  std::string Line() {
    std::string line;
    for (int c = std::fgetc(output_); c != EOF && c != '\n'; c = std::fgetc(output_)) {
      line += static_cast<char>(c);
    }
    return line;
  }
  void Signal(int signal) { ::kill(pid_, signal); }
  int Wait() {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

 private:
  pid_t pid_;
  std::FILE* output_;
};

int PortOf(const std::string& url) {
  REQUIRE(url.starts_with("http://127.0.0.1:"));
  return std::atoi(url.c_str() + 17);
}

}  // namespace

TEST_CASE("Server: answers are right while articles are published") {
  const TestServer server;
  std::atomic<int> wrong{0};
  std::atomic<bool> done{false};
  std::vector<std::thread> askers;
  for (int t = 0; t < 8; ++t) {
    askers.emplace_back([&] {
      for (int i = 0; i < 50; ++i) {
        const Answer answer = server.Get("/v1/search?q=print+queue+stuck&lang=en&limit=1");
        const bool right =
            answer.status == 200 && answer.body.find("printing/queue-stuck") != std::string::npos;
        if (!right) ++wrong;
      }
    });
  }
  int published = 0;
  std::thread publisher([&] {
    while (!done && published < 200) {
      const std::string id = "fresh-" + std::to_string(published++);
      Publish(server.kb(), {SimpleArticle("en", id, "Novelty " + id, "freshly made " + id)});
      const Answer article = server.Get("/v1/articles/en/" + id);
      const Answer found = server.Get("/v1/search?limit=5&q=novelty+" + id);
      if (article.status != 200 || found.body.find("\"" + id + "\"") == std::string::npos) ++wrong;
    }
  });
  for (std::thread& asker : askers) asker.join();
  done = true;
  publisher.join();
  CHECK(wrong == 0);
  CHECK(published > 0);
}

TEST_CASE("Server: the page of an article shows what was published last") {
  const TestServer server;
  const auto publish = [&](const std::string& text) {
    Publish(server.kb(), {SimpleArticle("en", "changing", "Changing", text)});
    return server.Get("/articles/en/changing").body;
  };
  const std::string first = publish("the first words");
  CHECK(first.find("the first words") != std::string::npos);
  CHECK(server.Get("/articles/en/changing").body == first);
  const std::string second = publish("other words");
  CHECK(second.find("other words") != std::string::npos);
  CHECK(second.find("the first words") == std::string::npos);
  CHECK(publish("the first words") == first);
}

TEST_CASE("Server: a base that vanishes or breaks is an error answer, and its return is noticed") {
  const TestServer server;
  const auto away = server.kb().string() + "-away";
  CHECK(server.Get("/healthz").status == 200);
  std::filesystem::rename(server.kb(), away);
  std::filesystem::create_directory(server.kb());
  std::ofstream(server.kb() / "current") << "gen-999999\n";
  for (int i = 0; i < 5; ++i) {
    // Readers may go on with what they hold; nothing may crash or tell the folder's name.
    const Answer answer = server.Get("/v1/search?q=print");
    CHECK((answer.status == 200 || answer.status == 503));
    CHECK(answer.body.find(server.kb().string()) == std::string::npos);
  }
  CHECK(server.Get("/").status == 200);
  std::filesystem::remove_all(server.kb());
  std::filesystem::rename(away, server.kb());
  CHECK(server.Get("/v1/search?q=print").status == 200);
}

TEST_CASE("Server: finishes what is in flight when it stops") {
  TestServer server;
  std::atomic<int> wrong{0};
  std::atomic<int> served{0};
  std::vector<std::thread> askers;
  for (int t = 0; t < 4; ++t) {
    askers.emplace_back([&] {
      RawClient client(server.port());
      for (int i = 0; i < 10'000; ++i) {
        if (!client.Send("GET /v1/search?q=manyfold HTTP/1.1\r\nHost: a\r\n\r\n")) break;
        const std::string bytes = client.ReadAnswer();
        if (bytes.empty()) break;  // Closed between two requests.
        const Answer answer = ParseAnswer(bytes);
        if (answer.status != 200 || !answer.body.ends_with("}\n")) ++wrong;
        ++served;
        if (answer.Header("Connection") == "close") break;
      }
    });
  }
  while (served < 20) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  server.server().Stop();
  for (std::thread& asker : askers) asker.join();
  CHECK(wrong == 0);
  CHECK_FALSE(server.server().running());
}

TEST_CASE("funnel-server: prints its URL, answers, and ends cleanly by SIGTERM") {
  const TempDir dir;
  Publish(dir.path(), SampleArticles());
  Program program({"--kb", dir.path().string(), "--listen", "127.0.0.1:0", "--log-level", "off"});
  const int port = PortOf(program.Line());
  RawClient idle(port);
  CHECK(Fetch(port, "GET", "/healthz").status == 200);
  const auto start = std::chrono::steady_clock::now();
  program.Signal(SIGTERM);
  CHECK(program.Wait() == 0);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(3));
}

TEST_CASE("funnel-server: raises the limit of open files, and refuses what cannot fit") {
  const TempDir dir;
  // Each language is a database of its own, and a code is asked in all of them.
  std::vector<Article> articles;
  for (const char* lang :
       {"ar", "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "he", "hi", "hr", "hu",
        "id", "it", "ja", "ko", "lt", "lv", "nb", "nl", "pl", "ro", "ru", "sv", "th", "uk", "vi"}) {
    articles.push_back(testing::MakeArticle("a", lang, "0x80070005", "0x80070005"));
  }
  Publish(dir.path(), articles);
  const std::vector<std::string> serve = {"--kb",        dir.path().string(), "--listen",
                                          "127.0.0.1:0", "--log-level",       "off"};
  const auto with_threads = [&](const std::string& threads) {
    std::vector<std::string> arguments = serve;
    arguments.insert(arguments.end(), {"--threads", threads});
    return arguments;
  };
  Program refused(with_threads("256"), 512, 1024);
  const std::string line = refused.Line();
  CAPTURE(line);
  CHECK(refused.Wait() == 1);
  CHECK(line.starts_with("funnel-server: error: --threads 256 may need "));
  CHECK(line.find(" open files, and only 1024 are allowed here: ") != std::string::npos);
  CHECK(line.find("raise the limit (ulimit -n ") != std::string::npos);
  const std::size_t at = line.find("serve with --threads ");
  REQUIRE(at != std::string::npos);
  const int fit = std::atoi(line.c_str() + at + 21);
  REQUIRE(fit >= 4);
  CHECK(Program(with_threads(std::to_string(fit + 1)), 512, 1024).Wait() == 1);

  // What it says that fits does: all threads search at once, and others wait or are refused.
  Program fits(with_threads(std::to_string(fit)), 64, 1024);
  const int port = PortOf(fits.Line());
  std::atomic<int> wrong{0};
  std::vector<std::thread> askers;
  for (int t = 0; t < fit + 100; ++t) {
    askers.emplace_back([&] {
      for (int i = 0; i < 10; ++i) {
        const Answer answer = Fetch(port, "GET", "/v1/search?q=0x80070005&lang=en");
        const bool shed = answer.body.find("overloaded") != std::string::npos;
        if (answer.status != 200 && !shed) ++wrong;
      }
    });
  }
  for (std::thread& asker : askers) asker.join();
  CHECK(wrong == 0);
  CHECK(Fetch(port, "GET", "/healthz").status == 200);
}

TEST_CASE("funnel-server: logs requests without their query") {
  const TempDir dir;
  Publish(dir.path(), SampleArticles());
  Program program({"--kb", dir.path().string(), "--listen", "127.0.0.1:0"});
  const int port = PortOf(program.Line());
  CHECK(Fetch(port, "GET", "/v1/search?q=private").status == 200);
  const std::string line = program.Line();
  CHECK(line.find("GET /v1/search 200 ") != std::string::npos);
  CHECK(line.find("private") == std::string::npos);
  RawClient(port).Send("GET /\x1b[31m%0a HTTP/1.1\r\nHost: a\r\n\r\n");
  const std::string refused = program.Line();
  CHECK(refused.find("GET /?[31m%0a 400 ") != std::string::npos);
}

TEST_CASE("funnel-server: says in one line why it cannot serve") {
  const TempDir dir;
  Publish(dir.path(), SampleArticles());
  const TestServer other;
  const std::string taken = "127.0.0.1:" + std::to_string(other.port());
  const struct {
    std::vector<std::string> arguments;
    int code;
    std::string part;
  } examples[] = {
      {{"--kb", dir.path().string(), "--listen", taken}, 1, taken + ": cannot listen there"},
      {{"--kb", dir.path().string() + "/none", "--listen", "127.0.0.1:0"}, 1, "none"},
      {{"--kb", dir.path().string(), "--listen", "8080"}, 2, "not HOST:PORT"},
      {{"--listen", "127.0.0.1:0"}, 2, "--kb is required"},
      {{"--kb", dir.path().string(), "--deadline", "9"}, 2, "--deadline: Value 9 not in range"},
  };
  for (const auto& example : examples) {
    Program program(example.arguments);
    const std::string line = program.Line();
    CAPTURE(line);
    CHECK(line.find(example.part) != std::string::npos);
    CHECK(program.Wait() == example.code);
  }
}

}  // namespace funnel::test
