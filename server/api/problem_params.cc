// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/api/problem_params.h"

#include <string>
#include <string_view>
#include <utility>

#include "server/api/params.h"
#include "server/http/parameter.h"

namespace funnel::api {

namespace {

using Similar = tl::expected<SimilarCasesRequest, ParamError>;
using Triaged = tl::expected<TriageRequest, ParamError>;

constexpr std::size_t kUsualCases = 10;
constexpr std::size_t kUsualEvidence = 5;
constexpr std::size_t kUsualProducts = 3;

/// Reads text, language and the day as of which.
tl::expected<void, ParamError> ReadProblem(const http::WebRequest& request, const Params& params,
                                           SimilarCasesRequest& similar) {
  similar.text = http::CleanQuery(params.Text("q"));
  const bool post = request.method == "POST";
  if (!post && similar.text.size() > kMaxQueryBytes) {
    return BadParam(http::kTooLong, "q",
                    "q is longer than " + std::to_string(kMaxQueryBytes) +
                        " bytes: POST a longer text as JSON");
  }
  if (similar.text.size() >= kMaxPastedBytes) {
    return BadParam(http::kPayloadTooLarge, "q",
                    "q must be shorter than " + std::to_string(kMaxPastedBytes) + " bytes");
  }
  auto lang = params.Language("lang");
  if (!lang) return tl::unexpected(lang.error());
  similar.lang = std::move(*lang);
  const auto as_of = params.Day("asOf");
  if (!as_of) return tl::unexpected(as_of.error());
  similar.as_of = *as_of;
  return {};
}

}  // namespace

Similar SimilarRequestOf(const http::WebRequest& request) {
  const auto params =
      Params::Read(request, {"q", "article", "lang", "since", "until", "asOf"}, {"limit"});
  if (!params) return tl::unexpected(params.error());
  SimilarCasesRequest similar;
  if (auto read = ReadProblem(request, *params, similar); !read) {
    return tl::unexpected(read.error());
  }
  const std::string& article = params->Text("article");
  if (http::IsBlank(similar.text) == article.empty()) {
    return BadParam(http::kBadRequest, "q",
                    "give q, the text of a problem, or article, as language/id");
  }
  if (!article.empty()) {
    const std::size_t slash = article.find('/');
    auto lang = CanonicalLanguage(article.substr(0, slash));
    if (!lang || slash == std::string::npos) {
      return BadParam(http::kBadRequest, "article",
                      "article must be language/id, such as en/print-queue-stuck");
    }
    similar.text.clear();
    similar.of_lang = std::move(*lang);
    similar.of_id = article.substr(slash + 1);
  }
  const auto limit = params->Number("limit", 1, kMostSimilarCases, kUsualCases);
  const auto since = params->Day("since");
  const auto until = params->Day("until");
  if (!limit) return tl::unexpected(limit.error());
  if (!since) return tl::unexpected(since.error());
  if (!until) return tl::unexpected(until.error());
  similar.limit = *limit;
  similar.since = *since;
  similar.until = *until;
  return similar;
}

Triaged TriageRequestOf(const http::WebRequest& request) {
  const auto params = Params::Read(request, {"q", "lang", "asOf"}, {"limit", "evidence"});
  if (!params) return tl::unexpected(params.error());
  TriageRequest triage;
  if (auto read = ReadProblem(request, *params, triage.of); !read) {
    return tl::unexpected(read.error());
  }
  if (http::IsBlank(triage.of.text)) {
    return BadParam(http::kBadRequest, "q", "q is missing: what is the problem?");
  }
  const auto limit = params->Number("limit", 1, kMostTriaged, kUsualProducts);
  const auto evidence = params->Number("evidence", 1, kMostSimilarCases, kUsualEvidence);
  if (!limit) return tl::unexpected(limit.error());
  if (!evidence) return tl::unexpected(evidence.error());
  triage.limit = *limit;
  triage.of.limit = *evidence;
  return triage;
}

}  // namespace funnel::api
