// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "server/http/problem.h"

namespace funnel::http {

/// Longest head of a request (request line and header fields) in bytes, most header fields, and
/// longest request target. A query of kMaxQueryBytes fits three times over when percent-encoded.
inline constexpr std::size_t kMaxHeadBytes = 16 * 1024;
inline constexpr std::size_t kMaxHeaderFields = 64;
inline constexpr std::size_t kMaxTargetBytes = 8000;

/// A request refused by its head alone. The connection is closed after the answer, because what
/// follows on it cannot be told from a body.
struct Refusal {
  const Problem* problem = nullptr;
  std::string_view detail;
};

/// The head of a request, checked.
struct RequestHead {
  std::string method;
  std::string target;              ///< Origin form: begins with '/'; visible ASCII.
  std::size_t content_length = 0;  ///< The body follows in exactly so many bytes.
  bool keep_alive = true;
  bool expects_continue = false;
  /// The head rewritten with only the fields that the handlers read, each at most once. Range,
  /// REMOTE_ADDR, a weak Accept-Encoding and the like never reach the HTTP library.
  std::string forwarded;
  /// More of them, by name, which are not for that library: it would decode a "%20" in a value.
  std::vector<std::pair<std::string, std::string>> verbatim;
};

/// Checks a head, which ends with its empty line, as RFC 9112 asks and then stricter: no transfer
/// or content coding, no body with GET or HEAD, no folded lines, one Host, one Content-Length.
tl::expected<RequestHead, Refusal> ParseRequestHead(std::string_view head);

}  // namespace funnel::http
