// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>
#include <pthread.h>
#include <signal.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <string>
#include <thread>
#include <utility>

#include "indexer/base/version.h"
#include "server/app.h"
#include "server/descriptors.h"
#include "server/http/http_server.h"
#include "server/http/parameter.h"
#include "server/site/routes.h"

namespace {

constexpr int kFailed = 1;
constexpr int kUsage = 2;
constexpr int kInterrupted = 130;

/// "127.0.0.1:8080", "localhost:0", "[::1]:8080".
bool ParseListen(const std::string& text, std::string* host, int* port) {
  const std::size_t colon = text.rfind(':');
  std::size_t number = 0;
  if (colon == std::string::npos || colon == 0) return false;
  if (!funnel::http::ParseNumber(text.substr(colon + 1), &number) || number > 65535) return false;
  *host = text.substr(0, colon);
  if (host->starts_with('[') && host->ends_with(']')) *host = host->substr(1, host->size() - 2);
  *port = static_cast<int>(number);
  return true;
}

/// Blocks the signals that end the program, in this thread and those it will start, so that one
/// sigwait can take them where any code is allowed.
sigset_t BlockEndSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

/// The signal that ended the server, or 0 if it ended by itself.
int WaitForEnd(const sigset_t& signals, const funnel::http::HttpServer& server) {
  const timespec second{1, 0};
  while (server.running()) {
    const int signal = sigtimedwait(&signals, nullptr, &second);
    if (signal > 0) return signal;
  }
  return 0;
}

void LogTo(const std::string& level) {
  spdlog::set_default_logger(spdlog::stderr_color_mt("funnel-server"));
  spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  spdlog::set_level(spdlog::level::from_str(level));
}

/// Reads what the first searches need, and sees that there is room for all that may be open at the
/// same time.
funnel::Result<void> Prepare(funnel::server::App& app, const std::filesystem::path& kb,
                             const funnel::http::ServerOptions& options) {
  const std::size_t limit = funnel::server::RaiseDescriptorLimit();
  if (auto warm = app.WarmUp(); !warm) return warm;
  // While a base is rebuilt, another generation lies beside the one that is served.
  const std::size_t searcher = funnel::server::CountTables(kb);
  funnel::server::DescriptorNeed need;
  need.open = funnel::server::CountDescriptors();
  need.threads = options.threads;
  // A tenth more for languages to come, a file read in passing, the connection.
  need.for_each = searcher + searcher / 10 + 2;
  // Those that wait for a thread, those that wait to be refused, the listening socket and the like.
  need.connections = 2 * options.max_waiting + 16;
  return funnel::server::CheckDescriptors(need, limit);
}

}  // namespace

int main(int argc, char** argv) {
  funnel::http::ServerOptions options;
  options.threads = std::max(8U, 2 * std::thread::hardware_concurrency());
  std::string kb, listen = "127.0.0.1:8080", log_level = "info";
  std::int64_t deadline_ms = funnel::server::kDeadline.count();
  funnel::site::SiteOptions site;

  CLI::App app("Serves a knowledge base: web pages, and a JSON API under /v1.", "funnel-server");
  app.set_version_flag("--version", funnel::base::VersionLine("funnel-server"));
  app.footer(
      "Example:\n  funnel-server --kb kb --listen 127.0.0.1:8080\n"
      "  then open http://127.0.0.1:8080/ in a browser, or\n"
      "  curl 'http://127.0.0.1:8080/v1/search?q=printer+offline&lang=en'\n\n"
      "It speaks plain HTTP: put a proxy with TLS in front of it to serve the world.");
  app.add_option("--kb", kb, "Knowledge base, as written by funnel-indexer")
      ->required()
      ->type_name("DIR");
  app.add_option("--listen", listen, "Address; port 0 takes any free one")
      ->type_name("HOST:PORT")
      ->capture_default_str();
  app.add_option("--threads", options.threads, "Requests answered at the same time")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  app.add_option("--deadline", deadline_ms,
                 "Milliseconds that a search may take; what takes longer is answered 503 timeout")
      ->check(CLI::Range(10, 60'000))
      ->type_name("MS")
      ->capture_default_str();
  app.add_option(
         "--contact", site.contact,
         "Where readers reach a person: an address of http, https or mailto; pages lead there, "
         "with what was searched")
      ->type_name("URL");
  app.add_option("--log-level", log_level, "What goes to stderr")
      ->check(CLI::IsMember({"debug", "info", "warning", "error", "off"}))
      ->capture_default_str();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kUsage;
  }
  if (!ParseListen(listen, &options.host, &options.port)) {
    fmt::print(stderr, "--listen {}: error: not HOST:PORT, such as 127.0.0.1:8080\n", listen);
    return kUsage;
  }
  if (!site.contact.empty() && !funnel::site::IsContact(site.contact)) {
    fmt::print(stderr, "--contact: error: no address: begin with https://, http:// or mailto:\n");
    return kUsage;
  }

  LogTo(log_level);
  const sigset_t signals = BlockEndSignals();
  funnel::server::App handler(kb, std::chrono::milliseconds(deadline_ms), std::move(site));
  if (const auto ready = Prepare(handler, kb, options); !ready) {
    fmt::print(stderr, "funnel-server: error: {}\n", ready.error().message);
    return kFailed;
  }
  auto server = funnel::http::HttpServer::Start(handler, options);
  if (!server) {
    fmt::print(stderr, "funnel-server: error: {}\n", server.error().message);
    return kFailed;
  }
  const bool v6 = options.host.find(':') != std::string::npos;
  fmt::print("http://{}:{}/\n", v6 ? '[' + options.host + ']' : options.host, (*server)->port());
  std::fflush(stdout);

  const int signal = WaitForEnd(signals, **server);
  if (signal == 0) {
    fmt::print(stderr, "funnel-server: error: {}: the listening socket failed\n", listen);
    return kFailed;
  }
  // A second signal ends the program at once, whatever a request in flight still does.
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
  (*server)->Stop();
  return signal == SIGINT ? kInterrupted : 0;
}
