// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/http_server.h"

#include <fmt/format.h>
#include <httplib.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>

#include <atomic>
#include <chrono>
#include <exception>
#include <functional>
#include <optional>
#include <thread>
#include <utility>

#include "server/http/exchange.h"
#include "server/http/worker_queue.h"

namespace funnel::http {

namespace {

using Clock = std::chrono::steady_clock;

/// The library's default of 5 makes a burst of visitors wait for the kernel's SYN retries.
constexpr int kBacklog = 1024;

void Fill(const WebReply& from, httplib::Response& to) {
  to.status = from.status;
  for (const auto& [name, value] : SecurityHeaders()) to.set_header(name, value);
  for (const auto& [name, value] : from.headers) to.set_header(name, value);
  if (!from.content_type.empty()) to.set_content(from.body, from.content_type);
}

/// An answer to what the library never saw. The connection ends with it.
std::string Serialize(const WebReply& reply) {
  std::string out = fmt::format("HTTP/1.1 {} {}\r\n", reply.status, ReasonPhrase(reply.status));
  for (const auto& [name, value] : SecurityHeaders()) out += name + ": " + value + "\r\n";
  for (const auto& [name, value] : reply.headers) out += name + ": " + value + "\r\n";
  out += fmt::format("Content-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                     reply.content_type, reply.body.size());
  return out + reply.body;
}

int StatusOf(std::string_view answer) {
  const bool whole = answer.size() > 12 && answer.starts_with("HTTP/1.1 ");
  return whole ? (answer[9] - '0') * 100 + (answer[10] - '0') * 10 + (answer[11] - '0') : 0;
}

/// One line per request. Paths hold visible ASCII only, and the query, which may be anything a
/// customer pasted, is left out.
void LogAccess(std::string_view method, std::string_view path, int status,
               Clock::time_point start) {
  const std::chrono::duration<double, std::milli> taken = Clock::now() - start;
  spdlog::info("{} {} {} {:.1f} ms", method.empty() ? "-" : method,
               path.empty() ? "-" : path.substr(0, 300), status, taken.count());
}

}  // namespace

/// The library's server, but for the part between accept(2) and close(2), which is ours: whole
/// requests are read and checked before the library sees them, and it answers into memory.
class HttpServer::Impl : public httplib::Server {
 public:
  Impl(RequestHandler& handler, const ServerOptions& options)
      : options_(options), handler_(handler) {
    set_socket_options([](socket_t socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    set_tcp_nodelay(true);  // An answer is written at once; its last segment must not wait.
    new_task_queue = [this] {
      return new WorkerQueue(options_.threads, options_.max_waiting, &waiting_);
    };
    set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      Fill(handler_.Handle(ToWeb(request)), response);
      return HandlerResponse::Handled;
    });
    set_post_routing_handler([](const httplib::Request&, httplib::Response& response) {
      if (response.status == 304) response.headers.erase("Content-Length");
      response.headers.erase("Keep-Alive");  // Ours differs from what the library would say.
    });
    // Whatever fails within the library itself: no text of an exception ever leaves.
    set_exception_handler(
        [](const httplib::Request&, httplib::Response& response, std::exception_ptr) {
          Fill(ProblemReply(kInternalProblem, {}, {}), response);
        });
    set_error_handler([](const httplib::Request&, httplib::Response& response) {
      if (!response.body.empty()) return;
      const Problem& problem = response.status < 500 ? kBadRequest : kInternalProblem;
      Fill(ProblemReply(problem, {}, {}), response);
    });
  }

  Result<void> Begin() {
    const std::string& host = options_.host;
    port_ = options_.port;
    const bool bound =
        port_ == 0 ? (port_ = bind_to_any_port(host)) > 0 : bind_to_port(host, port_);
    if (!bound) {
      return Fail(ErrorCode::kIo,
                  fmt::format("{}:{}: cannot listen there (in use, not permitted, or no such "
                              "address): choose another with --listen HOST:PORT",
                              host, options_.port));
    }
    ::listen(svr_sock_, kBacklog);
    listener_ = std::thread([this] {
      listen_after_bind();
      ended_ = true;
    });
    while (!is_running() && !ended_) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return {};
  }

  void End() {
    stopping_ = true;
    stop();
    if (listener_.joinable()) listener_.join();
  }

  int port() const { return port_; }
  bool ended() const { return ended_; }

 private:
  // Debian 12 and Debian 13 have these two forms of the library's own entry.
  using Setup = std::function<void(httplib::Request&)>;
  using Process2022 = bool (httplib::Server::*)(httplib::Stream&, bool, bool&, const Setup&);
  using Process2024 = bool (httplib::Server::*)(httplib::Stream&, const std::string&, int,
                                                const std::string&, int, bool, bool&, const Setup&);
  void Process(Process2022 process, httplib::Stream& stream, bool close, const Setup& setup) {
    bool closed = false;
    (this->*process)(stream, close, closed, setup);
  }
  void Process(Process2024 process, httplib::Stream& stream, bool close, const Setup& setup) {
    bool closed = false;
    (this->*process)(stream, "", 0, "", 0, close, closed, setup);
  }

  static WebRequest ToWeb(const httplib::Request& request) {
    WebRequest web;
    web.method = request.method;
    web.path = request.path;
    web.raw_path = request.target.substr(0, request.target.find('?'));
    web.params = {request.params.begin(), request.params.end()};
    web.accept_language = request.get_header_value("Accept-Language");
    web.if_none_match = request.get_header_value("If-None-Match");
    web.content_type = request.get_header_value("Content-Type");
    web.accept = request.get_header_value("Accept");
    web.host = request.get_header_value("Host");
    web.forwarded_proto = request.get_header_value("X-Forwarded-Proto");
    web.origin = request.get_header_value("Origin");
    web.mcp_protocol_version = request.get_header_value("MCP-Protocol-Version");
    web.mcp_method = request.get_header_value("Mcp-Method");
    web.mcp_name = request.get_header_value("Mcp-Name");
    web.body = request.body;
    return web;
  }

  std::string RefusalFor(const ReadEnd& end) {
    WebRequest request;
    request.method = end.method;
    request.path = request.raw_path = end.path;
    return Serialize(handler_.Refuse(request, *end.refusal.problem, end.refusal.detail));
  }

  /// Serves one accepted socket until it is closed; called by the library on a worker.
  bool process_and_close_socket(socket_t socket) override {
    const ServeMode mode = WorkerQueue::mode();
    const auto crowded = [&] { return mode != ServeMode::kNormal || waiting_ > 0; };
    Connection connection(socket, options_.limits, crowded, [this] { return stopping_.load(); });
    if (mode == ServeMode::kDrop) return false;
    try {
      if (mode == ServeMode::kShed) {
        Shed(connection);
      } else {
        Serve(connection);
      }
    } catch (const std::exception& error) {
      spdlog::error("connection: {}", error.what());
    }
    return true;
  }

  void Serve(Connection& connection) {
    const std::size_t max = options_.limits.max_requests;
    for (std::size_t n = 0; n < max; ++n) {
      auto request = connection.Read(n == 0);
      const auto start = Clock::now();
      if (!request) {
        const ReadEnd& end = request.error();
        if (!end.refusal.problem) return;
        connection.Write(RefusalFor(end));
        LogAccess(end.method, end.path, end.refusal.problem->status, start);
        return connection.Linger();
      }
      const RequestHead& head = request->head;
      // A client that is told to close loses nothing; one that is cut off may lose a request.
      const bool close = n + 1 == max || !head.keep_alive || stopping_ || waiting_ > 0;
      ExchangeStream exchange(head.forwarded);
      Process(&Impl::process_request, exchange, close, [&](httplib::Request& seen) {
        seen.body = std::move(request->body);
        for (const auto& [name, value] : head.verbatim) seen.headers.emplace(name, value);
      });
      const bool sent = connection.Write(exchange.output());
      LogAccess(head.method, head.target.substr(0, head.target.find('?')),
                StatusOf(exchange.output()), start);
      if (close || !sent) return;
    }
  }

  void Shed(Connection& connection) {
    const auto request = connection.Read(true);
    const auto start = Clock::now();
    ReadEnd end{{&kOverloaded, "all workers are busy: try again"}, "", ""};
    if (request) {
      end.method = request->head.method;
      end.path = request->head.target.substr(0, request->head.target.find('?'));
    } else if (!request.error().refusal.problem) {
      return;
    }
    connection.Write(RefusalFor(end));
    LogAccess(end.method, end.path, kOverloaded.status, start);
  }

  const ServerOptions options_;
  RequestHandler& handler_;
  int port_ = 0;
  std::atomic<std::size_t> waiting_{0};
  std::atomic<bool> stopping_{false};
  std::atomic<bool> ended_{false};
  std::thread listener_;
};

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HttpServer::~HttpServer() { Stop(); }

Result<std::unique_ptr<HttpServer>> HttpServer::Start(RequestHandler& handler,
                                                      const ServerOptions& options) {
  auto impl = std::make_unique<Impl>(handler, options);
  if (auto begun = impl->Begin(); !begun) return Fail(begun.error());
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
}

int HttpServer::port() const { return impl_->port(); }
void HttpServer::Stop() { impl_->End(); }
bool HttpServer::running() const { return !impl_->ended(); }

}  // namespace funnel::http
