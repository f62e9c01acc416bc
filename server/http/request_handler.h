// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

#include "server/http/problem.h"
#include "server/http/web.h"

namespace funnel::http {

/// What a server asks for its answers. Thread-safe.
class RequestHandler {
 public:
  virtual ~RequestHandler() = default;

  /// The answer to a request. Never throws; HEAD is answered as GET, its body not sent.
  virtual WebReply Handle(const WebRequest& request) = 0;

  /// The answer to what is no request, or comes when there is no room for it. Never throws.
  virtual WebReply Refuse(const WebRequest& request, const Problem& problem,
                          std::string_view detail) = 0;
};

}  // namespace funnel::http
