// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/api/routes.h"

#include <chrono>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/base/json.h"
#include "searcher/answer/response_json.h"
#include "server/api/article_json.h"
#include "server/api/search_params.h"
#include "server/http/problem.h"

namespace funnel::api {

namespace {

using access::ServedBase;
using http::WebReply;
using http::WebRequest;

WebReply JsonReply(std::string body) {
  WebReply reply;
  reply.content_type = "application/json";
  reply.body = std::move(body);
  reply.body += '\n';
  reply.Header("Cache-Control", "private, no-cache");
  reply.Header("Vary", "Accept-Encoding");
  return reply;
}

WebReply Failed(const WebRequest& request, const Error& error, bool busy = false) {
  return http::ProblemReply(http::LoggedProblem(request, error, busy),
                            http::PublicDetail(error, busy), request.raw_path);
}

WebReply AnswerSearch(ServedBase& base, const WebRequest& request) {
  const auto search = SearchRequestOf(request);
  if (!search) {
    return http::ProblemReply(*search.error().problem, search.error().detail, request.raw_path);
  }
  const auto start = std::chrono::steady_clock::now();
  const auto response = base.Search(*search);
  if (!response) return Failed(request, response.error().error, response.error().busy);
  const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
  return JsonReply(answer::ResponseToJson(*search, *response, taken.count()));
}

WebReply AnswerArticle(ServedBase& base, const WebRequest& request, std::string_view address) {
  const auto view = base.Find(address, false);
  if (!view) return Failed(request, view.error());
  return JsonReply(PublicArticleJson(view->article, view->translations));
}

WebReply AnswerHealth(ServedBase& base, const WebRequest& request) {
  const auto described = base.Describe();
  if (!described) return Failed(request, described.error());
  base::JsonBuffer buffer;
  base::JsonWriter writer(buffer);
  writer.StartObject();
  base::JsonKey(writer, "status");
  base::JsonString(writer, "ok");
  base::JsonKey(writer, "generation");
  base::JsonString(writer, described->generation);
  base::JsonKey(writer, "articles");
  writer.Uint64(described->articles);
  writer.EndObject();
  return JsonReply({buffer.GetString(), buffer.GetSize()});
}

}  // namespace

void AddApiRoutes(http::Router& router, ServedBase& base) {
  const auto search = [&base](const WebRequest& request, std::string_view) {
    return AnswerSearch(base, request);
  };
  router.Add({
      {"GET", "/v1/search", search},
      {"POST", "/v1/search", search},
      {"GET", "/v1/articles/*",
       [&base](const WebRequest& request, std::string_view address) {
         return AnswerArticle(base, request, address);
       }},
      {"GET", "/healthz",
       [&base](const WebRequest& request, std::string_view) {
         return AnswerHealth(base, request);
       }},
  });
}

}  // namespace funnel::api
