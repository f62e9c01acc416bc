// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/site/program_routes.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "server/http/parameter.h"
#include "server/http/problem.h"
#include "server/http/site_address.h"
#include "server/site/atom_feed.h"
#include "server/site/llms_txt.h"
#include "server/site/open_search.h"
#include "server/site/pages.h"

namespace funnel::site {

namespace {

using access::ServedBase;
using http::WebReply;
using http::WebRequest;

/// A publish is seen at the next request, and the address in it is the asker's.
WebReply TextReply(std::string type, std::string body, std::string vary) {
  WebReply reply;
  reply.content_type = std::move(type);
  reply.body = std::move(body);
  reply.Header("Cache-Control", "private, no-cache");
  reply.Header("Vary", std::move(vary) + "Accept-Encoding");
  return reply;
}

WebReply Failed(const WebRequest& request, const Error& error) {
  return http::ProblemReply(http::LoggedProblem(request, error), http::PublicDetail(error),
                            request.raw_path);
}

/// The canonical ?lang=, or empty. Fails with kInvalidInput.
Result<std::string> LangOf(const WebRequest& request) {
  const std::string* const lang = request.Param("lang");
  if (lang == nullptr || lang->empty()) return std::string();
  if (auto canonical = CanonicalLanguage(*lang)) return canonical;
  return Fail(ErrorCode::kInvalidInput, "lang is no language tag (BCP 47), such as th or zh-Hant");
}

WebReply AnswerLlmsTxt(LlmsTxt& llms, const WebRequest& request) {
  const auto lang = LangOf(request);
  if (!lang) return Failed(request, lang.error());
  auto text = llms.Get(*lang, http::SiteAddress(request));
  if (!text) return Failed(request, text.error());
  return TextReply("text/plain; charset=utf-8", *std::move(text), "");
}

WebReply AnswerOpenSearch(const WebRequest& request) {
  return TextReply("application/opensearchdescription+xml; charset=utf-8",
                   OpenSearchDescription(*ReaderOf(request).ui, http::SiteAddress(request)),
                   "Accept-Language, ");
}

WebReply AnswerSuggestions(ServedBase& base, const WebRequest& request) {
  const auto lang = LangOf(request);
  if (!lang) return Failed(request, lang.error());
  SuggestRequest suggest;
  suggest.lang = *lang;
  if (const std::string* q = request.Param("q")) suggest.text = http::CleanQuery(*q);
  if (suggest.text.size() > kMaxQueryBytes) {
    return http::ProblemReply(http::kTooLong, "q is too long", request.raw_path);
  }
  const auto response = base.Suggest(suggest);
  if (!response) return Failed(request, response.error());
  return TextReply("application/x-suggestions+json", SuggestionsJson(suggest.text, *response), "");
}

WebReply AnswerFeed(ServedBase& base, const WebRequest& request) {
  const auto lang = LangOf(request);
  if (!lang) return Failed(request, lang.error());
  NewestRequest wanted;
  wanted.lang = *lang;
  wanted.limit = kFeedEntries;
  if (const std::string* product = request.Param("product")) {
    wanted.product = http::CleanQuery(*product);
  }
  if (wanted.product.size() > kMaxQueryBytes) {
    return http::ProblemReply(http::kTooLong, "product is too long", request.raw_path);
  }
  const auto articles = base.Newest(wanted);
  if (!articles) return Failed(request, articles.error());
  const UiTexts* const own = FindUiTexts(*lang);
  return TextReply("application/atom+xml; charset=utf-8",
                   AtomFeed(*articles, wanted.product, *lang, http::SiteAddress(request),
                            own != nullptr ? *own : AllUiTexts().front()),
                   "");
}

}  // namespace

void AddProgramRoutes(http::Router& router, ServedBase& base) {
  const auto llms = std::make_shared<LlmsTxt>(base);
  router.Add({
      {"GET", "/llms.txt",
       [llms](const WebRequest& request, std::string_view) {
         return AnswerLlmsTxt(*llms, request);
       }},
      {"GET", "/opensearch.xml",
       [](const WebRequest& request, std::string_view) { return AnswerOpenSearch(request); }},
      {"GET", kSuggestionsPath,
       [&base](const WebRequest& request, std::string_view) {
         return AnswerSuggestions(base, request);
       }},
      {"GET", kFeedPath,
       [&base](const WebRequest& request, std::string_view) { return AnswerFeed(base, request); }},
  });
}

}  // namespace funnel::site
