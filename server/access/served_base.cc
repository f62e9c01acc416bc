// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/access/served_base.h"

#include <ctime>
#include <system_error>
#include <type_traits>

#include "searcher/search/guidance_state.h"

namespace funnel::access {

namespace {

using std::chrono::milliseconds;

/// The time that this thread has had a processor.
milliseconds ThreadTime() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::chrono::duration_cast<milliseconds>(std::chrono::seconds(time.tv_sec) +
                                                  std::chrono::nanoseconds(time.tv_nsec));
}

/// The same for two processes of one program, and another after an update.
std::string ProgramState() {
  namespace fs = std::filesystem;
  std::error_code none;
  const fs::path file = "/proc/self/exe";
  const auto written = fs::last_write_time(file, none).time_since_epoch();
  return std::to_string(fs::file_size(file, none)) + ' ' + std::to_string(written.count());
}

/// kNotFound, which of a look-up says that the base has no such article, can only say of a search
/// that there is no base: the searcher is of no more use.
template <class Answer>
Result<Answer> OfBase(Result<Answer> answer) {
  if (answer || answer.error().code != ErrorCode::kNotFound) return answer;
  return Fail(ErrorCode::kIo, answer.error().message);
}

/// The titles of the related articles that there are.
std::vector<RelatedArticle> FindRelated(Searcher& searcher, const Article& article) {
  std::vector<RelatedArticle> related;
  std::size_t looked = 0;
  for (const std::string& id : article.related) {
    if (related.size() == kMaxRelatedShown || looked++ == kMaxRelatedLookUps) break;
    auto found = searcher.Get(article.lang, id);
    if (!found && article.lang != "en") found = searcher.Get("en", id);
    if (found) related.push_back({found->lang, found->id, found->title});
  }
  return related;
}

}  // namespace

template <class Ask>
auto ServedBase::InTime(Ask&& ask) {
  using Answer = typename std::invoke_result_t<Ask, Searcher&>::value_type;
  const milliseconds before = ThreadTime();
  auto answer = pool_.With(ask);
  if (answer) return tl::expected<Answer, SearchFailure>(std::move(*answer));
  const bool late = answer.error().code == ErrorCode::kTimeout;
  const bool busy = late && ThreadTime() - before < deadline_ / 2;
  return tl::expected<Answer, SearchFailure>(tl::unexpected<SearchFailure>({answer.error(), busy}));
}

tl::expected<SearchResponse, SearchFailure> ServedBase::Search(SearchRequest request) {
  request.deadline = deadline_;
  return InTime([&](Searcher& searcher) { return OfBase(searcher.Search(request)); });
}

tl::expected<Explanation, SearchFailure> ServedBase::Explain(SearchRequest request,
                                                             const std::vector<std::string>& ids) {
  request.deadline = deadline_;
  return InTime([&](Searcher& searcher) {
    auto explained = searcher.Explain(request, ids);
    return ids.empty() ? OfBase(std::move(explained)) : explained;
  });
}

tl::expected<SimilarCases, SearchFailure> ServedBase::Similar(SimilarCasesRequest request) {
  request.deadline = deadline_;
  return InTime([&](Searcher& searcher) {
    auto found = FindSimilarCases(searcher, request);
    return request.text.empty() ? found : OfBase(std::move(found));
  });
}

tl::expected<Triage, SearchFailure> ServedBase::TriageOf(TriageRequest request) {
  request.of.deadline = deadline_;
  return InTime([&](Searcher& searcher) { return OfBase(TriageCase(searcher, request)); });
}

Result<SuggestResponse> ServedBase::Suggest(const SuggestRequest& request) {
  return pool_.With([&](Searcher& searcher) { return OfBase(searcher.Suggest(request)); });
}

Result<void> ServedBase::WarmUp(std::string_view question, const std::string& lang) {
  SearchRequest request;
  request.query = question;
  request.lang = lang;
  request.deadline = std::chrono::minutes(10);
  const auto response =
      pool_.With([&](Searcher& searcher) { return OfBase(searcher.Search(request)); });
  if (!response) return Fail(response.error());
  SuggestRequest typed;
  typed.text = request.query;
  typed.lang = lang;
  const auto suggested = Suggest(typed);
  if (!suggested) return Fail(suggested.error());
  return {};
}

Result<ArticleView> ServedBase::Find(std::string_view address, bool with_related) {
  const std::size_t slash = address.find('/');
  const std::string_view id = slash == std::string_view::npos ? "" : address.substr(slash + 1);
  const auto lang = CanonicalLanguage(address.substr(0, slash));
  if (!lang || id.empty() || id.size() > kMaxIdBytes) {
    return Fail(ErrorCode::kNotFound, "no such article");
  }
  auto view = pool_.With([&](Searcher& searcher) -> Result<ArticleView> {
    auto article = searcher.Get(*lang, id);
    if (!article) return Fail(article.error());
    auto translations = searcher.TranslationsOf(article->family);
    if (!translations) return Fail(translations.error());
    ArticleView found{std::move(*article), std::move(*translations), {}};
    if (with_related) found.related = FindRelated(searcher, found.article);
    return found;
  });
  if (view || view.error().code != ErrorCode::kNotFound) return view;
  // Is it the article that is not there, or the base?
  if (const auto base = Describe(); !base) return Fail(base.error());
  return view;
}

Result<std::vector<ArticleName>> ServedBase::FindPlace(std::string_view place, bool named) {
  return pool_.With([&](Searcher& searcher) { return searcher.FindPlace(place, named); });
}

Result<std::vector<ListedArticle>> ServedBase::List(std::string_view behind_lang,
                                                    std::string_view behind_id, std::size_t limit) {
  return pool_.With(
      [&](Searcher& searcher) { return searcher.List(behind_lang, behind_id, limit); });
}

Result<std::vector<ListedArticle>> ServedBase::Newest(const NewestRequest& request) {
  return pool_.With([&](Searcher& searcher) { return searcher.Newest(request); });
}

Result<std::vector<std::string>> ServedBase::Products(std::size_t limit) {
  return pool_.With([&](Searcher& searcher) { return searcher.Products(limit); });
}

Result<Translations> ServedBase::TranslationsOf(std::string_view family) {
  return pool_.With([&](Searcher& searcher) { return searcher.TranslationsOf(family); });
}

std::vector<std::string> ServedBase::Languages() {
  auto base = Describe();
  return base ? std::move(base->languages) : std::vector<std::string>();
}

Result<BaseDescription> ServedBase::Describe() {
  auto description = pool_.With([](Searcher& searcher) { return searcher.Describe(); });
  // Nothing else was asked for: what is not there is the base.
  if (!description && description.error().code == ErrorCode::kNotFound) {
    return Fail(ErrorCode::kIo, description.error().message);
  }
  return description;
}

Result<std::string> ServedBase::State() {
  static const std::string program = ProgramState();
  const auto base = Describe();
  if (!base) return Fail(base.error());
  const auto day = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  std::string state = base->generation;
  for (const std::string& part :
       {std::to_string(base->publishes),
        search::GuidanceState(dir_ / base->generation, base->languages),
        std::string(Name(audience_)), std::to_string(day.time_since_epoch().count()), program}) {
    state += ' ' + part;
  }
  return state;
}

std::string ServedBase::Warning() {
  return pool_.With([](Searcher& searcher) { return Result<std::string>(searcher.Warning()); })
      .value_or(std::string());
}

}  // namespace funnel::access
