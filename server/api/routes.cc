// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/api/routes.h"

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/base/json.h"
#include "indexer/base/random_uuid.h"
#include "searcher/answer/explanation_format.h"
#include "searcher/answer/response_json.h"
#include "searcher/answer/similar_json.h"
#include "searcher/answer/suggest_json.h"
#include "server/api/article_json.h"
#include "server/api/openapi.h"
#include "server/api/problem_params.h"
#include "server/api/search_params.h"
#include "server/http/conditional.h"
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
  return reply;
}

/// An answer that a cache must not keep.
WebReply Unkept(WebReply reply) {
  reply.Header("Cache-Control", "no-store");
  return reply;
}

/// What there was no time for may be there the next time.
WebReply SearchReply(std::string body, const std::vector<Omission>& incomplete) {
  WebReply reply = JsonReply(std::move(body));
  return incomplete.empty() ? reply : Unkept(std::move(reply));
}

WebReply Failed(const WebRequest& request, const Error& error, bool busy = false) {
  return http::ProblemReply(http::LoggedProblem(request, error, busy),
                            http::PublicDetail(error, busy), request.raw_path);
}

/// How long something takes.
class Stopwatch {
 public:
  double milliseconds() const {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start_)
        .count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

WebReply Refused(const WebRequest& request, const ParamError& error) {
  return http::ProblemReply(*error.problem, error.detail, request.raw_path, error.parameter);
}

/// Answers a GET for caches, which ask each time whether it still holds; a POST for nobody else.
WebReply Kept(ServedBase& base, const WebRequest& request,
              const std::function<WebReply()>& answer) {
  if (request.method == "POST") {
    WebReply reply = answer();
    return reply.status == 200 ? Unkept(std::move(reply)) : reply;
  }
  auto state = base.State();
  if (!state) return Failed(request, state.error());
  const std::string_view control = base.IsForEverybody() ? "public, no-cache" : "private, no-cache";
  return http::Conditional(request, {*std::move(state), control, "Accept-Encoding"}, answer);
}

WebReply AnswerSearch(ServedBase& base, const WebRequest& request) {
  const auto search = SearchRequestOf(request);
  if (!search) return Refused(request, search.error());
  const Stopwatch watch;
  const auto response = base.Search(*search);
  if (!response) return Failed(request, response.error().error, response.error().busy);
  return SearchReply(
      answer::ResponseToJson(*search, *response, watch.milliseconds(), base::RandomUuid()),
      response->incomplete);
}

WebReply AnswerSuggest(ServedBase& base, const WebRequest& request) {
  const auto suggest = SuggestRequestOf(request);
  if (!suggest) return Refused(request, suggest.error());
  const Stopwatch watch;
  const auto response = base.Suggest(*suggest);
  if (!response) return Failed(request, response.error());
  return JsonReply(
      answer::SuggestionsToJson(*suggest, *response, watch.milliseconds(), base::RandomUuid()));
}

WebReply AnswerSimilar(ServedBase& base, const WebRequest& request) {
  const auto similar = SimilarRequestOf(request);
  if (!similar) return Refused(request, similar.error());
  const Stopwatch watch;
  const auto found = base.Similar(*similar);
  if (!found) return Failed(request, found.error().error, found.error().busy);
  return SearchReply(
      answer::SimilarCasesToJson(*similar, *found, watch.milliseconds(), base::RandomUuid()),
      found->incomplete);
}

WebReply AnswerTriage(ServedBase& base, const WebRequest& request) {
  const auto triage = TriageRequestOf(request);
  if (!triage) return Refused(request, triage.error());
  const Stopwatch watch;
  const auto found = base.TriageOf(*triage);
  if (!found) return Failed(request, found.error().error, found.error().busy);
  return SearchReply(answer::TriageToJson(*found, watch.milliseconds(), base::RandomUuid()),
                     found->incomplete);
}

WebReply AnswerExplain(ServedBase& base, const WebRequest& request) {
  const auto explain = ExplainRequestOf(request);
  if (!explain) return Refused(request, explain.error());
  const auto explained = base.Explain(explain->search, explain->ids);
  if (!explained) return Failed(request, explained.error().error, explained.error().busy);
  return JsonReply(answer::ExplanationToJson(*explained, base::RandomUuid()));
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
  return Unkept(JsonReply({buffer.GetString(), buffer.GetSize()}));
}

WebReply AnswerOpenApi(const WebRequest& request) {
  const std::string_view document = OpenApiDocument();
  return http::Conditional(request,
                           {std::string(document), "public, max-age=300", "Accept-Encoding"},
                           [&] { return JsonReply(std::string(document)); });
}

}  // namespace

void AddApiRoutes(http::Router& router, ServedBase& base) {
  const struct {
    std::string_view path;
    WebReply (*answer)(ServedBase&, const WebRequest&);
  } questions[] = {{"/v1/search", AnswerSearch},
                   {"/v1/suggest", AnswerSuggest},
                   {"/v1/similar", AnswerSimilar},
                   {"/v1/triage", AnswerTriage},
                   {"/v1/explain", AnswerExplain}};
  for (const auto& question : questions) {
    const auto handler = [&base, answer = question.answer](const WebRequest& request,
                                                           std::string_view) {
      return Kept(base, request, [&] { return answer(base, request); });
    };
    router.Add({{"GET", question.path, handler}, {"POST", question.path, handler}});
  }
  router.Add({
      {"GET", "/v1/openapi.json",
       [](const WebRequest& request, std::string_view) { return AnswerOpenApi(request); }},
      {"GET", "/v1/articles/*",
       [&base](const WebRequest& request, std::string_view address) {
         return Kept(base, request, [&] { return AnswerArticle(base, request, address); });
       }},
      {"GET", "/healthz",
       [&base](const WebRequest& request, std::string_view) {
         return AnswerHealth(base, request);
       }},
  });
}

}  // namespace funnel::api
