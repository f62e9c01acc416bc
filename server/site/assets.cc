// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/site/assets.h"

#include <fmt/format.h>
#include <xxhash.h>

#include "server/http/conditional.h"
#include "server/site/embedded.h"

namespace funnel::site {

std::string AssetVersion(std::string_view name) {
  const std::string_view text = EmbeddedText(name);
  return fmt::format("{:016x}", XXH3_64bits(text.data(), text.size()));
}

http::WebReply AssetReply(const http::WebRequest& request, std::string_view name) {
  http::WebReply reply;
  if (name.ends_with(".css")) reply.content_type = "text/css; charset=utf-8";
  if (name.ends_with(".js")) reply.content_type = "text/javascript; charset=utf-8";
  if (name.ends_with(".svg")) reply.content_type = "image/svg+xml";
  const std::string_view text = EmbeddedText(name);
  if (reply.content_type.empty() || text.empty()) {
    reply.status = 404;
    return reply;
  }
  const std::string version = AssetVersion(name);
  // Weak, because the same content may go out compressed.
  reply.Header("ETag", "W/\"" + version + "\"");
  const std::string* wanted = request.Param("v");
  reply.Header("Cache-Control", wanted && *wanted == version ? "public, max-age=31536000, immutable"
                                                             : "public, max-age=300");
  if (http::NamesTag(request.if_none_match, version) || request.if_none_match == "*") {
    reply.status = 304;
    reply.content_type.clear();
    return reply;
  }
  reply.body = text;
  return reply;
}

}  // namespace funnel::site
