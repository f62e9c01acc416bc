// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <array>
#include <string>

#include "indexer/base/json.h"
#include "server/mcp/routes.h"
#include "tests/fuzz/fuzz_input.h"

namespace fuzz = funnel::fuzz;
namespace http = funnel::http;

namespace {

http::WebReply Stub(const http::WebRequest& request, std::string_view) {
  http::WebReply reply;
  reply.status = request.path.ends_with('x') ? 404 : 200;
  reply.body = "{}\n";
  return reply;
}

/// With the routes that tools and resources ask, and no base.
const http::Router& Routes() {
  static http::Router router;
  static funnel::access::ServedBase base("/no/such/base", funnel::Audience::kPublic,
                                         std::chrono::milliseconds(100));
  static const bool made = [] {
    router.Add({{"POST", "/v1/search", Stub},
                {"POST", "/v1/similar", Stub},
                {"POST", "/v1/triage", Stub},
                {"GET", "/v1/articles/*", Stub},
                {"GET", "/articles/*", Stub}});
    funnel::mcp::AddMcpRoutes(router, base);
    return true;
  }();
  fuzz::Use(made);
  return router;
}

}  // namespace

// Lines of MCP-Protocol-Version, Mcp-Method, Mcp-Name, Origin and Accept, then a body.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text = fuzz::TextOf(data, size);
  http::WebRequest request;
  request.method = "POST";
  request.path = request.raw_path = "/mcp";
  request.host = "127.0.0.1:8080";
  request.content_type = "application/json";
  const std::array fields = {&request.mcp_protocol_version, &request.mcp_method, &request.mcp_name,
                             &request.origin, &request.accept};
  for (std::string* field : fields) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    *field = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  request.body = text;
  const http::Router::Match match = Routes().Find(request.method, request.path);
  const http::WebReply reply = match.route->handler(request, match.rest);
  if (reply.status == 202) {
    fuzz::Require(reply.body.empty(), "a notification is not answered");
    return 0;
  }
  const auto answer = funnel::base::ParseJson(reply.body, {.max_bytes = reply.body.size()});
  fuzz::Require(answer && answer->IsObject(), "an answer is a JSON object in UTF-8");
  fuzz::Require(answer->HasMember("result") != answer->HasMember("error"),
                "an answer has a result or an error");
  fuzz::Require(answer->HasMember("error") || answer->HasMember("id"), "a result has an id");
  return 0;
}
