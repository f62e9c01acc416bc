// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "server/http/request_head.h"

namespace funnel::http {

/// How long a client may take, and how much it may send. Every limit is on the whole of a phase,
/// not on one read: a client that drips a byte at a time gains nothing.
struct ConnectionLimits {
  std::chrono::milliseconds idle{5000};  ///< Between requests, and before the first.
  std::chrono::milliseconds head{5000};  ///< From the first byte to the empty line.
  std::chrono::milliseconds body{10000};
  std::chrono::milliseconds write{15000};  ///< For one whole answer.
  /// Instead of `idle` and `head` while other connections wait for a worker.
  std::chrono::milliseconds idle_crowded{100};
  std::chrono::milliseconds head_crowded{1000};
  std::size_t max_body_bytes = 256 * 1024;
  std::size_t max_requests = 100;
};

/// One request as it came over the wire.
struct RawRequest {
  RequestHead head;
  std::string body;
};

/// Why no request could be read.
struct ReadEnd {
  Refusal refusal;   ///< Without problem: the client went away or was idle; there is no answer.
  std::string path;  ///< Of the refused request, as far as it is known; visible ASCII.
  std::string method;
};

/// The socket of one client: whole requests in, whole answers out. Owns and closes `fd`.
class Connection {
 public:
  using Clock = std::chrono::steady_clock;

  /// `crowded` tells whether others wait for this thread, `stopping` whether the server stops.
  Connection(int fd, const ConnectionLimits& limits, std::function<bool()> crowded,
             std::function<bool()> stopping);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// The next request. `first` is false on a kept-alive connection.
  tl::expected<RawRequest, ReadEnd> Read(bool first);

  /// Sends all of it. False if the client went away or takes too long.
  bool Write(std::string_view bytes);

  /// Before closing with something unread: lets the client read the last answer, which a reset
  /// would take from it. Takes up to half a second.
  void Linger();

 private:
  enum class Got { kData, kNothing, kGone };
  Got Receive(Clock::time_point deadline);
  bool WaitForRequest(bool first);
  tl::expected<std::string, ReadEnd> ReadHead();

  int fd_;
  const ConnectionLimits& limits_;
  std::function<bool()> crowded_, stopping_;
  std::string buffer_;  ///< Received and not yet used.
};

}  // namespace funnel::http
