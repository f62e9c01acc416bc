// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace funnel::http {

/// A request as the handlers see it: what they may read and nothing else.
struct WebRequest {
  std::string method;    ///< "GET", "HEAD", "POST" and so on.
  std::string path;      ///< Percent-decoded, without the query; may be invalid UTF-8.
  std::string raw_path;  ///< As sent: visible ASCII only. For logs and for `instance`.
  std::multimap<std::string, std::string> params;
  std::string accept_language;
  std::string if_none_match;
  std::string content_type;
  // As sent; a longer one than 1024 bytes is as none.
  std::string accept, host, origin, forwarded_proto;
  std::string mcp_protocol_version, mcp_method, mcp_name;
  std::string body;

  /// The first value of a parameter, or null.
  const std::string* Param(const std::string& name) const {
    const auto it = params.find(name);
    return it == params.end() ? nullptr : &it->second;
  }
};

/// An answer before it is written.
struct WebReply {
  int status = 200;
  std::string content_type;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;

  void Header(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
  }
};

/// What every answer carries, whatever it is.
const std::vector<std::pair<std::string, std::string>>& SecurityHeaders();

/// Whether errors of this path are for programs (problem+json) rather than pages.
inline bool IsApiPath(std::string_view path) {
  return path == "/v1" || path.starts_with("/v1/") || path == "/healthz" || path == "/mcp";
}

}  // namespace funnel::http
