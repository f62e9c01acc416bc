// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "server/http/web.h"

namespace funnel::http {

/// How the answer to a GET may be kept.
struct Caching {
  std::string state;         ///< All that it depends on besides path and parameters.
  std::string_view control;  ///< Of Cache-Control.
  std::string_view vary;     ///< Of Vary.
};

/// Whether the entity tags of If-None-Match have that one, without its quotes, by the weak
/// comparison (RFC 9110, 8.8.3.2); what follows a malformed one is not read. "*" is no tag: false.
bool NamesTag(std::string_view if_none_match, std::string_view opaque);

/// Answers a GET or HEAD with an ETag and with `caching`, or with 304 and nothing else where the
/// client has the answer: then `answer` is not called, unless If-None-Match is "*", which speaks of
/// any answer that there is. The tag is weak: of equal questions in an equal state it is equal,
/// though times and ids of the answers differ. An answer that is no 200, or has a Cache-Control of
/// its own with no-store, goes out as it is.
WebReply Conditional(const WebRequest& request, const Caching& caching,
                     const std::function<WebReply()>& answer);

}  // namespace funnel::http
