// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "funnel/result.h"
#include "server/http/web.h"

namespace funnel::http {

/// One kind of failing answer (RFC 9457). The codes are stable: clients branch on them.
struct Problem {
  int status = 500;
  std::string_view code;
  std::string_view title;
  bool again = false;  ///< The same request may be answered in a moment: Retry-After says so.
};

inline constexpr Problem kBadRequest{400, "invalid-input", "The request cannot be used"};
inline constexpr Problem kBadFilter{400, "invalid-filter", "The filter cannot be read"};
inline constexpr Problem kUnknownFacet{400, "unknown-facet", "There is no such facet"};
inline constexpr Problem kNotFoundProblem{404, "not-found", "There is nothing at this address"};
inline constexpr Problem kMethodNotAllowed{405, "method-not-allowed", "Method not allowed"};
inline constexpr Problem kRequestTimeout{408, "timeout", "The request took too long to arrive"};
inline constexpr Problem kLengthRequired{411, "length-required", "Content-Length is required"};
inline constexpr Problem kPayloadTooLarge{413, "payload-too-large", "The request is too large"};
inline constexpr Problem kTooLong{414, "too-long", "The address is too long"};
inline constexpr Problem kUnsupportedMedia{415, "unsupported-media-type",
                                           "The body is in a form that is not understood"};
inline constexpr Problem kHeadersTooLarge{431, "too-long", "The header fields are too large"};
inline constexpr Problem kInternalProblem{500, "internal", "Something went wrong"};
inline constexpr Problem kNotImplemented{501, "method-not-allowed", "Method not known"};
inline constexpr Problem kOverloaded{503, "overloaded", "Too many requests at the moment", true};
inline constexpr Problem kUnavailable{503, "unavailable", "The knowledge base cannot be read",
                                      true};
// For clients a 503 without Retry-After is an error like 500 and nothing to wait for, which a
// search too hard for the deadline is. 504 would speak of a gateway: in the log of a proxy nobody
// could tell it from the proxy's own.
inline constexpr Problem kTimeoutProblem{503, "timeout", "The search took too long"};
inline constexpr Problem kVersionNotSupported{505, "invalid-input", "HTTP version not supported"};

/// How a failed search or look-up is answered.
const Problem& ProblemFor(ErrorCode code);

/// The same; what is no fault of the asker is logged.
/// `busy`: a timeout that the machine is to blame for, not the question.
const Problem& LoggedProblem(const WebRequest& request, const Error& error, bool busy = false);

/// What of an Error may be told to a stranger: its message where the asker can mend it, nothing
/// else (paths of this machine stay here).
std::string PublicDetail(const Error& error, bool busy = false);

/// The answer as application/problem+json. `instance` is the path asked for; `parameter` the one of
/// the address, or the member of the body, that is to be mended, if one alone is.
WebReply ProblemReply(const Problem& problem, std::string_view detail, std::string_view instance,
                      std::string_view parameter = {});

/// The reason phrase of a status that this server sends.
std::string_view ReasonPhrase(int status);

}  // namespace funnel::http
