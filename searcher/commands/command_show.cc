// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/commands/command_show.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "funnel/searcher.h"
#include "indexer/base/json.h"
#include "indexer/base/terminal_text.h"
#include "searcher/answer/response_json.h"

namespace funnel::commands {
namespace {

void PrintField(std::ostream& out, const char* name, const std::string& value) {
  if (!value.empty()) out << name << ": " << base::ForTerminal(value) << '\n';
}

void PrintArticle(const Article& article, std::ostream& out) {
  out << base::ForTerminal(article.title) << "\n\n";
  PrintField(out, "id", article.id);
  if (article.family != article.id) PrintField(out, "family", article.family);
  PrintField(out, "lang", article.lang);
  PrintField(out, "kind", std::string(Name(article.kind)));
  PrintField(out, "audience", std::string(Name(article.audience)));
  PrintField(out, "confidence", std::string(Name(article.confidence)));
  PrintField(out, "products", fmt::format("{}", fmt::join(article.products, ", ")));
  PrintField(out, "versions", fmt::format("{}", fmt::join(article.versions, ", ")));
  PrintField(out, "updated", article.updated);
  PrintField(out, "url", article.url);
  PrintField(out, "summary", article.summary);
  out << '\n' << base::ForTerminal(article.body, true);
  if (!article.body.ends_with('\n')) out << '\n';
}

struct Status {
  std::string generation;
  std::vector<std::pair<Audience, std::size_t>> articles;
  std::vector<std::string> languages;
  std::string warning;
};

Result<Status> ReadStatus(const std::filesystem::path& kb) {
  Status status;
  for (const Audience audience : {Audience::kPublic, Audience::kPartner, Audience::kInternal}) {
    Result<Searcher> searcher = Searcher::Open(kb, audience);
    if (!searcher) return Fail(searcher.error());
    Result<BaseDescription> base = searcher->Describe();
    if (!base) return Fail(base.error());
    status.articles.emplace_back(audience, base->articles);
    // The last one sees everything.
    if (audience != Audience::kInternal) continue;
    // This one sees everything.
    status.generation = std::move(base->generation);
    status.languages = std::move(base->languages);
    status.warning = searcher->Warning();
  }
  return status;
}

std::string StatusJson(const Status& status) {
  base::JsonBuffer buffer;
  base::JsonWriter writer(buffer);
  writer.StartObject();
  base::WriteMember(writer, "generation", status.generation);
  base::JsonKey(writer, "articles");
  writer.StartObject();
  for (const auto& [audience, count] : status.articles) {
    base::WriteMember(writer, Name(audience), std::uint64_t{count});
  }
  writer.EndObject();
  base::WriteMember(writer, "languages", status.languages);
  base::WriteMember(writer, "warning", status.warning);
  writer.EndObject();
  return std::string(buffer.GetString(), buffer.GetSize());
}

}  // namespace

int RunShow(const ShowCommand& command, CommandIo& io) {
  const Result<std::string> lang = CanonicalLanguage(command.lang);
  if (!lang) return ReportFailure(io, lang.error());
  Result<Searcher> searcher = Searcher::Open(command.kb, command.audience);
  if (!searcher) return ReportFailure(io, searcher.error());
  const Result<Article> article = searcher->Get(*lang, command.id);
  if (!article) return ReportFailure(io, article.error());
  if (command.json) {
    io.out << answer::ArticleToJson(*article) << '\n';
  } else {
    PrintArticle(*article, io.out);
  }
  return kExitOk;
}

int RunStatus(const StatusCommand& command, CommandIo& io) {
  const Result<Status> status = ReadStatus(command.kb);
  if (!status) return ReportFailure(io, status.error());
  if (command.json) {
    io.out << StatusJson(*status) << '\n';
    return kExitOk;
  }
  io.out << "generation  " << status->generation << '\n';
  for (const auto& [audience, count] : status->articles) {
    io.out << fmt::format("{:<10}  {}\n", Name(audience), count);
  }
  io.out << "languages   " << fmt::format("{}", fmt::join(status->languages, " ")) << '\n';
  if (!status->warning.empty()) {
    io.out << "warning     " << base::ForTerminal(status->warning) << '\n';
  }
  return kExitOk;
}

}  // namespace funnel::commands
