// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/mcp/resources.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/mcp/article_uri.h"

namespace funnel::mcp {

namespace {

constexpr std::size_t kPage = 100;
constexpr std::string_view kMarkdown = "text/markdown";

tl::unexpected<RpcError> InvalidCursor() {
  return tl::unexpected<RpcError>({kInvalidParams, "Invalid cursor"});
}

void WriteResource(base::JsonWriter& writer, const ListedArticle& article) {
  writer.StartObject();
  base::WriteMember(writer, "uri", ArticleUri(article.lang, article.id));
  base::WriteMember(writer, "name", article.lang + '/' + article.id);
  base::WriteMember(writer, "title", article.title.empty() ? article.id : article.title);
  if (!article.summary.empty()) base::WriteMember(writer, "description", article.summary);
  base::WriteMember(writer, "mimeType", kMarkdown);
  if (!article.updated.empty()) {
    base::JsonKey(writer, "annotations");
    writer.StartObject();
    base::WriteMember(writer, "lastModified", article.updated + "T00:00:00Z");
    writer.EndObject();
  }
  writer.EndObject();
}

tl::unexpected<RpcError> NotFound(const Protocol& protocol, std::string_view uri) {
  base::JsonBuffer buffer;
  base::JsonWriter writer(buffer);
  writer.StartObject();
  base::WriteMember(writer, "uri", uri);
  writer.EndObject();
  return tl::unexpected<RpcError>({protocol.modern ? kInvalidParams : kResourceNotFound,
                                   "Resource not found",
                                   {buffer.GetString(), buffer.GetSize()}});
}

}  // namespace

Answered ListResources(const Call& call, base::JsonWriter& writer) {
  // The cursor is the address of the last article of the page before.
  std::pair<std::string, std::string> behind;
  if (base::JsonMember(call.params, "cursor") != nullptr) {
    auto last = ParseArticleUri(call.Text("cursor"));
    if (!last) return InvalidCursor();
    behind = *std::move(last);
  }
  const auto page = call.base.List(behind.first, behind.second, kPage + 1);
  if (!page) return tl::unexpected<RpcError>({kInternalError, "The knowledge base cannot be read"});
  base::JsonKey(writer, "resources");
  writer.StartArray();
  for (std::size_t i = 0; i < page->size() && i < kPage; ++i) WriteResource(writer, (*page)[i]);
  writer.EndArray();
  if (page->size() > kPage) {
    const ListedArticle& last = (*page)[kPage - 1];
    base::WriteMember(writer, "nextCursor", ArticleUri(last.lang, last.id));
  }
  return {};
}

Answered ListResourceTemplates(const Call& call, base::JsonWriter& writer) {
  if (base::JsonMember(call.params, "cursor") != nullptr) return InvalidCursor();
  base::JsonKey(writer, "resourceTemplates");
  writer.StartArray();
  writer.StartObject();
  base::WriteMember(writer, "uriTemplate", kArticleTemplate);
  base::WriteMember(writer, "name", std::string_view("article"));
  base::WriteMember(writer, "title", std::string_view("Article"));
  base::WriteMember(writer, "description",
                    std::string_view("A support article as Markdown with front matter, by its "
                                     "language (a BCP 47 tag) and id."));
  base::WriteMember(writer, "mimeType", kMarkdown);
  writer.EndObject();
  writer.EndArray();
  return {};
}

Answered ReadResource(const Call& call, base::JsonWriter& writer) {
  const std::string_view uri = call.Text("uri");
  const auto name = ParseArticleUri(uri);
  if (!name) return NotFound(call.protocol, uri);
  http::WebRequest request;
  request.method = "GET";
  request.path = "/articles/" + name->first + '/' + name->second;
  request.raw_path = "/mcp";
  request.accept = kMarkdown;
  const http::Router::Match match = call.router.Find(request.method, request.path);
  if (match.route == nullptr) return NotFound(call.protocol, uri);
  const http::WebReply reply = match.route->handler(request, match.rest);
  if (reply.status == 404) return NotFound(call.protocol, uri);
  if (reply.status != 200) {
    return tl::unexpected<RpcError>({kInternalError, "The knowledge base cannot be read"});
  }
  base::JsonKey(writer, "contents");
  writer.StartArray();
  writer.StartObject();
  base::WriteMember(writer, "uri", uri);
  base::WriteMember(writer, "mimeType", kMarkdown);
  base::WriteMember(writer, "text", reply.body);
  writer.EndObject();
  writer.EndArray();
  return {};
}

}  // namespace funnel::mcp
