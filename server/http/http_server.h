// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "funnel/result.h"
#include "server/http/connection.h"
#include "server/http/request_handler.h"

namespace funnel::http {

/// How to serve.
struct ServerOptions {
  std::string host = "127.0.0.1";
  int port = 8080;  ///< 0: any that is free.
  /// Requests answered at the same time; each holds a Searcher of its own.
  std::size_t threads = 16;
  /// Connections that may wait for a thread; as many more are answered 503, others closed. All may
  /// have descriptors above 1,024: the HTTP library waits for the listening socket only.
  std::size_t max_waiting = 128;
  ConnectionLimits limits;
};

/// The server, listening. Its threads are its own; the destructor stops it.
class HttpServer {
 public:
  /// Takes the port and begins to answer what `handler`, which must outlive the server, says. A
  /// port that another server holds is an error, though SO_REUSEPORT would let both have it.
  /// Fails with kIo for the address.
  static Result<std::unique_ptr<HttpServer>> Start(RequestHandler& handler,
                                                   const ServerOptions& options);
  ~HttpServer();

  /// The port in use.
  int port() const;

  /// Takes no more connections, finishes the requests in flight and returns. Once is enough.
  void Stop();

  /// Whether it still listens: false after Stop, or if the socket failed under it.
  bool running() const;

 private:
  class Impl;
  explicit HttpServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace funnel::http
