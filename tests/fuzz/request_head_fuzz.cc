// SPDX-License-Identifier: GPL-2.0-or-later
#include <string>

#include "server/http/request_head.h"
#include "tests/fuzz/fuzz_input.h"

namespace http = funnel::http;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto head = http::ParseRequestHead(funnel::fuzz::TextOf(data, size));
  if (!head) {
    funnel::fuzz::Require(head.error().problem != nullptr, "a refusal says which problem it is");
    return 0;
  }
  funnel::fuzz::Require(head->target.starts_with('/'), "a target begins with '/'");
  const std::string& forwarded = head->forwarded;
  funnel::fuzz::Require(forwarded.find("\r\n\r\n") == forwarded.size() - 4,
                        "what is forwarded ends with its first empty line");
  // With what the connection has read already put back, it means what came.
  const auto again = http::ParseRequestHead(
      forwarded.substr(0, forwarded.size() - 2) +
      "Host: a\r\nContent-Length: " + std::to_string(head->content_length) + "\r\n\r\n");
  funnel::fuzz::Require(again && again->method == head->method && again->target == head->target &&
                            again->forwarded == forwarded,
                        "what is forwarded means what came");
  return 0;
}
